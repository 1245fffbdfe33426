"""Addresses of protected entries at the desk."""

from django.urls import path

from issues.views.desk import protecting

urlpatterns = [
    path("protected/", protecting.ProtectedEntryListView.as_view(), name="protected-entries"),
    path("protected/<str:ref>/release/", protecting.ReleaseEntryView.as_view(), name="protected-release"),
    path("protected/<str:ref>/confirm/", protecting.ConfirmEntryView.as_view(), name="protected-confirm"),
    path("protected/<str:ref>/keep/", protecting.KeepEntryView.as_view(), name="protected-keep"),
    path("<str:ref>/protect/<str:of>/", protecting.IssueProtectView.as_view(), name="issue-protect"),
]
