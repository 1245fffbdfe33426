"""Addresses of answers that wait for the mentor's release."""

from django.urls import path

from issues.views.desk import held_answers as views
from issues.views.desk.complex_categories import ComplexCategoriesView

urlpatterns = [
    path("", views.HeldListView.as_view(), name="held-list"),
    path("categories/", ComplexCategoriesView.as_view(), name="complex-categories"),
    path("<str:ref>/", views.HeldDetailView.as_view(), name="held-detail"),
    path("<str:ref>/files/<str:file>/", views.HeldFileView.as_view(), name="held-file"),
]
