"""Addresses of imports, below those of participants."""

from django.urls import path

from participants.views.desk import imports

urlpatterns = [
    path("", imports.ImportListView.as_view(), name="import-list"),
    path("new/", imports.ImportNewView.as_view(), name="import-new"),
    path("templates/<str:kind>.csv", imports.ImportTemplateView.as_view(), name="import-template"),
    path("<str:ref>/", imports.ImportDetailView.as_view(), name="import-detail"),
    path("<str:ref>/progress/", imports.ImportProgressView.as_view(), name="import-progress"),
    path("<str:ref>/refused/", imports.ImportRefusedRowsView.as_view(), name="import-refused-rows"),
    path("<str:ref>/confirm/", imports.ImportConfirmView.as_view(), name="import-confirm"),
    path("<str:ref>/discard/", imports.ImportDiscardView.as_view(), name="import-discard"),
]
