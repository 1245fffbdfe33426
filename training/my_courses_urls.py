"""Addresses of courses on the participants' side."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
