"""Addresses of hand-overs, below the participants. Fixed words stand before references."""

from django.urls import path

from participants.views.desk import hand_over_forms as forms
from participants.views.desk import hand_overs

urlpatterns = [
    path("", hand_overs.HandOverListView.as_view(), name="hand-over-list"),
    path("prepare/<str:ref>/", forms.HandOverPrepareView.as_view(), name="hand-over-prepare"),
    path("notes/<str:ref>/", forms.HandOverNoteView.as_view(), name="hand-over-note"),
    path("lines/<str:ref>/", forms.DateDecideView.as_view(), name="hand-over-date"),
    path("<str:ref>/", hand_overs.HandOverDetailView.as_view(), name="hand-over-detail"),
    path("<str:ref>/move/", forms.HandOverMoveView.as_view(), name="hand-over-move"),
]
