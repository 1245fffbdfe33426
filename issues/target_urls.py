"""Addresses of service targets."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
