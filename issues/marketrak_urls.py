"""Addresses of MarkeTrak issues and their benchmarks at the desk. Fixed words stand before references."""

from django.urls import path

from issues.views.desk import dispute_rules, marketrak

urlpatterns = [
    path("benchmarks/", dispute_rules.BenchmarksView.as_view(), name="marketrak-benchmarks"),
    path(
        "benchmarks/<str:ref>/change/",
        dispute_rules.BenchmarkChangeView.as_view(),
        name="marketrak-benchmark-change",
    ),
    path("template/", marketrak.MarkeTrakTemplateView.as_view(), name="marketrak-template"),
    path("<str:ref>/", marketrak.MarkeTrakItemsView.as_view(), name="marketrak-items"),
    path("<str:ref>/import/", marketrak.MarkeTrakImportView.as_view(), name="marketrak-import"),
    path("<str:ref>/root-cause/", marketrak.RootCauseView.as_view(), name="marketrak-root-cause"),
]
