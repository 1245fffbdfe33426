"""Addresses of one issue at the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
