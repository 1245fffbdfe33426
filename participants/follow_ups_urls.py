"""Addresses of follow-ups, below the participants."""

from django.urls import path

from participants.views.desk import follow_up_forms as forms
from participants.views.desk import follow_ups

urlpatterns = [
    path("", follow_ups.FollowUpListView.as_view(), name="follow-up-list"),
    path("preview/", follow_ups.FollowUpPreviewView.as_view(), name="follow-up-preview"),
    path("<str:ref>/", follow_ups.FollowUpDetailView.as_view(), name="follow-up-detail"),
    path("<str:ref>/change/", forms.FollowUpChangeView.as_view(), name="follow-up-change"),
    path("<str:ref>/hand-over/", forms.FollowUpHandOverView.as_view(), name="follow-up-hand-over"),
    path("<str:ref>/postpone/", forms.FollowUpPostponeView.as_view(), name="follow-up-postpone"),
    path("<str:ref>/wait/", forms.FollowUpWaitView.as_view(), name="follow-up-wait"),
    path("<str:ref>/resume/", forms.FollowUpResumeView.as_view(), name="follow-up-resume"),
    path("<str:ref>/finish/", forms.FollowUpFinishView.as_view(), name="follow-up-finish"),
    path("<str:ref>/cancel/", forms.FollowUpCancelView.as_view(), name="follow-up-cancel"),
]
