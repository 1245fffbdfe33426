"""Addresses of the catalog of courses at the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
