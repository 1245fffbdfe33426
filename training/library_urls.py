"""Addresses of the library; names have no namespace, so that every page may link there."""

from django.urls import path

from training.views.library import LibraryArticleView, LibraryFeedbackView, LibraryView, SuggestionsView

urlpatterns = [
    path("", LibraryView.as_view(), name="library"),
    path("suggestions/", SuggestionsView.as_view(), name="library-suggestions"),
    path("<str:ref>/", LibraryArticleView.as_view(), name="library-article"),
    path("<str:ref>/feedback/", LibraryFeedbackView.as_view(), name="library-feedback"),
]
