"""Addresses of issues on the participants' side. Names have no namespace: my-issues, my-issue, ..."""

from django.urls import include, path

urlpatterns = [
    path("disputes/", include("issues.my_dispute_urls")),
    path("issues/", include("issues.my_working_urls")),
    path("marketrak/", include("issues.my_marketrak_urls")),
    path("issues/", include("issues.my_escalation_urls")),
    path("issues/", include("issues.my_issue_urls")),
]
