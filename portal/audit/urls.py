"""Addresses of the audit trail."""

from django.urls import path

from portal.audit.views import seals, trail

app_name = "audit"

urlpatterns = [
    path("", trail.AuditListView.as_view(), name="audit-list"),
    path("seals/", seals.SealListView.as_view(), name="seal-list"),
]
