"""Addresses of sessions and enrollments on the participants' side."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
