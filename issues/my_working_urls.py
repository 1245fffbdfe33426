"""Addresses of what participants' users do around issues. Fixed words stand before references."""

from django.urls import path

from issues.views import surveys
from issues.views.my import working

urlpatterns = [
    path("surveys/<str:ref>/", surveys.MySurveyView.as_view(), name="my-issue-survey"),
    path("drafts/", working.MyAskDraftView.as_view(), name="my-issue-ask-draft"),
    path("followers/<str:ref>/remove/", working.MyFollowerRemoveView.as_view(), name="my-follower-remove"),
    path("<str:ref>/drafts/", working.MyIssueDraftsView.as_view(), name="my-issue-drafts"),
    path("<str:ref>/follow/", working.MyFollowView.as_view(), name="my-issue-follow"),
    path("<str:ref>/leave/", working.MyLeaveView.as_view(), name="my-issue-leave"),
    path("<str:ref>/followers/add/", working.MyFollowerAddView.as_view(), name="my-follower-add"),
    path("<str:ref>/follow-up/", working.MyContinueView.as_view(), name="my-issue-continue"),
]
