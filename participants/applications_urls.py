"""Addresses of applications at the desk, below the participants."""

from django.urls import path

from participants.views.desk import application_forms as forms
from participants.views.desk import applications

urlpatterns = [
    path("", applications.ApplicationListView.as_view(), name="application-list"),
    path("<str:ref>/", applications.ApplicationDetailView.as_view(), name="application-detail"),
    path("<str:ref>/assign/", forms.ApplicationAssignView.as_view(), name="application-assign"),
    path("<str:ref>/answer/", forms.ApplicationAnswerView.as_view(), name="application-answer"),
    path("<str:ref>/take-up/", forms.ApplicationTakeUpView.as_view(), name="application-take-up"),
    path("<str:ref>/invite/", forms.ApplicationInviteView.as_view(), name="application-invite"),
    path("<str:ref>/decline/", forms.ApplicationDeclineView.as_view(), name="application-decline"),
    path("<str:ref>/withdraw/", forms.ApplicationWithdrawView.as_view(), name="application-withdraw"),
    path("<str:ref>/spam/", forms.ApplicationSpamView.as_view(), name="application-spam"),
    path("<str:ref>/reopen/", forms.ApplicationReopenView.as_view(), name="application-reopen"),
]
