"""Addresses of shadowings. Fixed words stand before references."""

from django.urls import path

from participants.views.desk import shadowings as views

urlpatterns = [
    path("", views.ShadowingListView.as_view(), name="shadowing-list"),
    path("add/", views.ShadowingAddView.as_view(), name="shadowing-add"),
    path("<str:ref>/", views.ShadowingDetailView.as_view(), name="shadowing-detail"),
]
