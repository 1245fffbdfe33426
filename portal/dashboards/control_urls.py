"""Addresses of the logs that supervisors and auditors read."""

from django.urls import path

from portal.dashboards import control

app_name = "control"

urlpatterns = [
    path("", control.OpeningListView.as_view(), name="opening-list"),
    path("overrides/", control.OverrideListView.as_view(), name="override-list"),
    path("exports/", control.ExportListView.as_view(), name="export-list"),
    path("openings/<str:ref>/", control.OpeningReviewView.as_view(), name="opening-review"),
]
