"""Addresses of what registrations must bring, below the participants."""

from django.urls import path

from participants.views.desk import requirements

urlpatterns = [
    path("", requirements.RequirementListView.as_view(), name="requirement-list"),
    path("blocks/<str:code>/", requirements.RequirementBlockView.as_view(), name="requirement-block"),
    path("items/<str:code>/", requirements.RequirementDetailView.as_view(), name="requirement-detail"),
]
