"""Addresses of the settlement calendar at the desk."""

from django.urls import path

from issues.views.desk import settlement

urlpatterns = [
    path("", settlement.SettlementCalendarView.as_view(), name="settlement-list"),
    path("import/", settlement.SettlementImportView.as_view(), name="settlement-import"),
    path("import/template/", settlement.SettlementTemplateView.as_view(), name="settlement-template"),
]
