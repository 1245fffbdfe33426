"""Addresses of the queue of issues, and of what is done to many of them."""

from django.urls import path

from issues.views.desk import bulk, queue

urlpatterns = [
    path("", queue.IssueListView.as_view(), name="issue-list"),
    path("counts/", queue.IssueCountsView.as_view(), name="issue-counts"),
    path("filter/", queue.IssueFilterView.as_view(), name="issue-filter"),
    path("step/", queue.IssueStepView.as_view(), name="issue-step"),
    path("bulk/", bulk.BulkListView.as_view(), name="bulk-list"),
    path("bulk/add/", bulk.BulkAddView.as_view(), name="bulk-add"),
    path("bulk/<str:ref>/", bulk.BulkDetailView.as_view(), name="bulk-detail"),
    path("bulk/<str:ref>/progress/", bulk.BulkProgressView.as_view(), name="bulk-progress"),
    path("bulk/<str:ref>/undo/", bulk.BulkUndoView.as_view(), name="bulk-undo"),
]
