"""Addresses of disputes on the participants' side."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
