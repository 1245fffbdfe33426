"""Addresses of sessions and enrollments at the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
