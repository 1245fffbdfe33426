"""Addresses of MarkeTrak issues on the participants' side."""

from django.urls import path

from issues.views.my import disputes

urlpatterns = [
    path("template/", disputes.MyMarkeTrakTemplateView.as_view(), name="my-marketrak-template"),
    path("<str:ref>/", disputes.MyMarkeTrakView.as_view(), name="my-marketrak"),
    path("<str:ref>/import/", disputes.MyMarkeTrakImportView.as_view(), name="my-marketrak-import"),
]
