"""Addresses of the list of somebody's day. Fixed words stand before references."""

from django.urls import path

from participants.views.desk import worklist

urlpatterns = [
    path("", worklist.WorklistView.as_view(), name="worklist"),
    path("first/", worklist.WorklistFirstView.as_view(), name="worklist-first"),
    path("count/", worklist.WorklistCountView.as_view(), name="worklist-count"),
    path("<str:ref>/snooze/", worklist.SnoozeView.as_view(), name="worklist-snooze"),
    path("<str:ref>/wake/", worklist.WakeView.as_view(), name="worklist-wake"),
]
