"""Addresses of certificates and transcripts on the participants' side."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
