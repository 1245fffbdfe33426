"""Addresses of training and knowledge at the staff desk. Fixed words stand before references."""

from django.urls import include, path

app_name = "training"

urlpatterns = [
    path("knowledge/", include("training.readers_urls")),
    path("knowledge/", include("training.articles_urls")),
    path("training/courses/", include("training.courses_urls")),
    path("training/sessions/", include("training.sessions_urls")),
    path("training/results/", include("training.results_urls")),
    path("training/needs/", include("training.needs_urls")),
]
