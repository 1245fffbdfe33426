"""Addresses of training on the participants' side. Names have no namespace: my-course, my-session, ..."""

from django.urls import include, path

urlpatterns = [
    path("training/courses/", include("training.my_courses_urls")),
    path("training/sessions/", include("training.my_sessions_urls")),
    path("training/coverage/", include("training.my_coverage_urls")),
    path("training/results/", include("training.my_results_urls")),
]
