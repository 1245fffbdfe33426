"""Addresses of attendance, tests, certificates and transcripts at the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
