"""Addresses of auditors' rooms from within; supervisors keep them on pages of control."""

from django.urls import path

from portal.dashboards import room_views as views

urlpatterns = [
    path("", views.RoomListView.as_view(), name="room-list"),
    path("<str:ref>/", views.RoomView.as_view(), name="room-detail"),
    path("<str:ref>/<str:noun>/<str:record>/", views.RoomRecordView.as_view(), name="room-record"),
]
