"""The address of the history of rows, among the logs of control."""

from django.urls import path

from portal.audit.views import history

app_name = "history"

urlpatterns = [path("", history.HistoryListView.as_view(), name="history-list")]
