"""Addresses of protected files at the desk. Fixed words stand before references."""

from django.urls import path

from participants.views.desk import protection

urlpatterns = [
    path("", protection.ProtectedListView.as_view(), name="protected-list"),
    path("openings/", protection.OpeningListView.as_view(), name="opening-list"),
    path("<str:ref>/", protection.ProtectedFileView.as_view(), name="protected-file"),
    path("<str:ref>/release/", protection.ReleaseView.as_view(), name="protected-release"),
    path("<str:ref>/confirm/", protection.ConfirmReleaseView.as_view(), name="protected-confirm"),
    path("<str:ref>/keep/", protection.KeepView.as_view(), name="protected-keep"),
]
