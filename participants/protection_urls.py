"""Addresses of protected files at the desk. Fixed words stand before references."""

from django.urls import path

from participants.views.desk import protection

urlpatterns = [
    path("", protection.ProtectedListView.as_view(), name="protected-list"),
    path("openings/", protection.OpeningListView.as_view(), name="opening-list"),
    path("<str:ref>/", protection.ProtectedFileView.as_view(), name="protected-file"),
]
