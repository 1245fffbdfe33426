"""Addresses of sessions and enrollments on the participants' side. Names have no namespace: my-session, ..."""

from django.urls import path

from training.views import session_files
from training.views.my import enrollments, sessions

urlpatterns = [
    path("", sessions.MySessionListView.as_view(), name="my-session-list"),
    path("calendar/", sessions.MySessionCalendarView.as_view(), name="my-session-calendar"),
    path("my-training.ics", session_files.MySeatsIcsView.as_view(), name="my-seats-ics"),
    path("enrollments/<str:ref>/", sessions.MyEnrollmentView.as_view(), name="my-enrollment"),
    path("enrollments/<str:ref>/withdraw/", enrollments.MyWithdrawView.as_view(), name="my-enrollment-withdraw"),
    path(
        "enrollments/<str:ref>/accept-offer/",
        enrollments.MyAcceptOfferView.as_view(),
        name="my-enrollment-accept-offer",
    ),
    path(
        "enrollments/<str:ref>/decline-offer/",
        enrollments.MyDeclineOfferView.as_view(),
        name="my-enrollment-decline-offer",
    ),
    path("<str:ref>/", sessions.MySessionView.as_view(), name="my-session"),
    path("<str:ref>/calendar.ics", session_files.MySessionIcsView.as_view(), name="my-session-ics"),
    path("<str:ref>/enroll/", enrollments.MyEnrollView.as_view(), name="my-session-enroll"),
    path("<str:ref>/enroll-people/", enrollments.MyEnrollPeopleView.as_view(), name="my-session-enroll-people"),
]
