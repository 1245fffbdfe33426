"""Addresses of interactions, letters' templates and meetings under the desk's /participants/."""

from django.urls import path

from participants.views.desk import interactions

urlpatterns = [
    path("interactions/", interactions.InteractionListView.as_view(), name="interaction-list"),
    path("interactions/log/", interactions.InteractionLogView.as_view(), name="interaction-log"),
    path("interactions/people/", interactions.InteractionPeopleView.as_view(), name="interaction-people"),
    path("interactions/<str:ref>/", interactions.InteractionDetailView.as_view(), name="interaction-detail"),
    path("interactions/<str:ref>/change/", interactions.InteractionChangeView.as_view(), name="interaction-change"),
    path("interactions/<str:ref>/strike/", interactions.InteractionStrikeView.as_view(), name="interaction-strike"),
]
