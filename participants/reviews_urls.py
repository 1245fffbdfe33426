"""Addresses of the reviewers' queue, below the participants."""

from django.urls import path

from participants.views.desk import reviews

urlpatterns = [
    path("", reviews.ReviewListView.as_view(), name="review-list"),
    path("waivers/", reviews.WaiverListView.as_view(), name="waiver-list"),
]
