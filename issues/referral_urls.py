"""Addresses of questions to departments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
