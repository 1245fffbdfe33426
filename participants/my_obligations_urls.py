"""Addresses of the own company's obligations. Names have no namespace: my-obligation-list, my-obligation, ..."""

from django.urls import path

from participants.views.my import obligations as pages

urlpatterns = [
    path("", pages.MyObligationListView.as_view(), name="my-obligation-list"),
    path("calendar/", pages.MyObligationCalendarView.as_view(), name="my-obligation-calendar"),
    path("files/<str:ref>/", pages.MyObligationFileView.as_view(), name="my-obligation-file"),
    path("<str:ref>/", pages.MyObligationView.as_view(), name="my-obligation"),
    path("<str:ref>/submit/", pages.MyObligationSubmitView.as_view(), name="my-obligation-submit"),
    path("<str:ref>/confirm/", pages.MyObligationConfirmView.as_view(), name="my-obligation-confirm"),
    path("<str:ref>/claim/", pages.MyObligationClaimView.as_view(), name="my-obligation-claim"),
    path("<str:ref>/take-back/", pages.MyObligationTakeBackView.as_view(), name="my-obligation-take-back"),
    path("<str:ref>/extend/", pages.MyObligationExtendView.as_view(), name="my-obligation-extend"),
]
