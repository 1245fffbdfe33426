"""Addresses of messages: what a person is told, what could not be told, and what runs behind it."""

from django.urls import path

from portal.outbox.views import notifications, preferences
from portal.outbox.views.unsubscribing import UnsubscribeView

app_name = "outbox"

urlpatterns = [
    path("notifications/", notifications.NotificationListView.as_view(), name="notification-list"),
    path("notifications/unread/", notifications.UnreadView.as_view(), name="notification-unread"),
    path("notifications/latest/", notifications.LatestView.as_view(), name="notification-latest"),
    path("notifications/read/", notifications.ReadAllView.as_view(), name="notification-read-all"),
    path("notifications/unsubscribe/<str:token>/", UnsubscribeView.as_view(), name="unsubscribe"),
    path("settings/notifications/", preferences.PreferencesView.as_view(), name="preferences"),
    path("settings/notifications/defaults/", preferences.DefaultsView.as_view(), name="preferences-defaults"),
    path("notifications/<str:ref>/open/", notifications.OpenView.as_view(), name="notification-open"),
    path("notifications/<str:ref>/read/", notifications.ReadView.as_view(), name="notification-read"),
]
