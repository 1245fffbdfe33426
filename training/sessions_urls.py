"""Addresses of sessions and enrollments at the desk. Fixed words stand before references."""

from django.urls import path

from training.views import session_files
from training.views.desk import enrollment_forms as people
from training.views.desk import enrollments, session_imports, sessions
from training.views.desk import session_forms as forms

urlpatterns = [
    path("", sessions.SessionListView.as_view(), name="session-list"),
    path("calendar/", sessions.SessionCalendarView.as_view(), name="session-calendar"),
    path("add/", forms.SessionAddView.as_view(), name="session-add"),
    path("import/", session_imports.SessionImportView.as_view(), name="session-import"),
    path("import/template.csv", session_imports.SessionTemplateView.as_view(), name="session-import-template"),
    path("enrollments/<str:ref>/", enrollments.EnrollmentDetailView.as_view(), name="enrollment-detail"),
    path("enrollments/<str:ref>/approve/", people.EnrollmentApproveView.as_view(), name="enrollment-approve"),
    path("enrollments/<str:ref>/decline/", people.EnrollmentDeclineView.as_view(), name="enrollment-decline"),
    path("enrollments/<str:ref>/withdraw/", people.EnrollmentWithdrawView.as_view(), name="enrollment-withdraw"),
    path(
        "enrollments/<str:ref>/accept-offer/",
        people.EnrollmentAcceptOfferView.as_view(),
        name="enrollment-accept-offer",
    ),
    path(
        "enrollments/<str:ref>/decline-offer/",
        people.EnrollmentDeclineOfferView.as_view(),
        name="enrollment-decline-offer",
    ),
    path("<str:ref>/", sessions.SessionDetailView.as_view(), name="session-detail"),
    path("<str:ref>/calendar.ics", session_files.SessionIcsView.as_view(), name="session-ics"),
    path("<str:ref>/change/", forms.SessionChangeView.as_view(), name="session-change"),
    path("<str:ref>/publish/", forms.SessionPublishView.as_view(), name="session-publish"),
    path("<str:ref>/finish/", forms.SessionFinishView.as_view(), name="session-finish"),
    path("<str:ref>/cancel/", forms.SessionCancelView.as_view(), name="session-cancel"),
    path("<str:ref>/enroll/", people.SessionEnrollView.as_view(), name="session-enroll"),
]
