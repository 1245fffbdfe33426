"""Addresses of the queue of issues and its saved views."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
