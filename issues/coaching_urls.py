"""Addresses of reviews of answers. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import coaching as views

urlpatterns = [
    path("", views.AnswerReviewListView.as_view(), name="review-list"),
    path("overview/", views.ReviewOverviewView.as_view(), name="review-overview"),
    path("ask/<str:ref>/", views.ReviewAskView.as_view(), name="review-ask"),
    path("ask-letter/<str:ref>/", views.LetterReviewAskView.as_view(), name="review-ask-letter"),
    path("<str:ref>/", views.AnswerReviewDetailView.as_view(), name="review-detail"),
]
