"""Addresses of training needs, coverage and the coordinator's board."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
