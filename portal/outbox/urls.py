"""Addresses of messages: what a person is told, what could not be told, and what runs behind it."""

from django.urls import path

from portal.outbox.views import letters, mailbox, notifications, operations, preferences, undelivered
from portal.outbox.views.metrics import metrics
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
    path("operations/", operations.OperationsView.as_view(), name="operations"),
    path("operations/figures/", operations.FiguresView.as_view(), name="operations-figures"),
    path("operations/undelivered/", undelivered.UndeliveredView.as_view(), name="undelivered"),
    path("operations/undelivered/retry/", undelivered.RetryAllView.as_view(), name="retry-all"),
    path("operations/undelivered/<str:ref>/retry/", undelivered.RetryView.as_view(), name="retry"),
    path("operations/addresses/<str:ref>/clear/", undelivered.ClearView.as_view(), name="address-clear"),
    path("messages/", letters.LetterListView.as_view(), name="letter-list"),
    path("messages/<str:ref>/undo/", letters.LetterUndoView.as_view(), name="letter-undo"),
    path("mailbox/", mailbox.MailboxView.as_view(), name="mailbox"),
    path("mailbox/<str:name>/<int:number>/", mailbox.MailView.as_view(), name="mail"),
    path("mailbox/<str:name>/<int:number>/html/", mailbox.MailPartView.as_view(), name="mail-part"),
    path("metrics", metrics, name="metrics"),
    path("notifications/<str:ref>/open/", notifications.OpenView.as_view(), name="notification-open"),
    path("notifications/<str:ref>/read/", notifications.ReadView.as_view(), name="notification-read"),
]
