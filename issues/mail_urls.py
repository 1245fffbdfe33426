"""Addresses of incoming mail."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
