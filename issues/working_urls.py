"""Addresses of what is done with issues beside answering them: links, merging, drafts, import."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
