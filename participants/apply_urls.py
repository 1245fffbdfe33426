"""Addresses of the public form. Names have no namespace: apply, apply-sent."""

from django.urls import path

from participants.views import apply

urlpatterns = [
    path("", apply.ApplyView.as_view(), name="apply"),
    path("sent/", apply.SentView.as_view(), name="apply-sent"),
]
