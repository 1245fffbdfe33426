"""Addresses of the logs that supervisors and auditors read."""

from django.urls import path

from portal.dashboards import control, control_rooms

app_name = "control"

urlpatterns = [
    path("", control.OpeningListView.as_view(), name="opening-list"),
    path("overrides/", control.OverrideListView.as_view(), name="override-list"),
    path("exports/", control.ExportListView.as_view(), name="export-list"),
    path("openings/<str:ref>/", control.OpeningReviewView.as_view(), name="opening-review"),
    path("rooms/", control_rooms.RoomListView.as_view(), name="room-list"),
    path("rooms/add/", control_rooms.RoomAddView.as_view(), name="room-add"),
    path("rooms/<str:ref>/", control_rooms.RoomView.as_view(), name="room-detail"),
    path("rooms/<str:ref>/close/", control_rooms.RoomCloseView.as_view(), name="room-close"),
]
