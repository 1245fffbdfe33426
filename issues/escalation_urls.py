"""Addresses of escalations, the duty roster and systemic issues."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
