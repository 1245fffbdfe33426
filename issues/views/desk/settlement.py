"""The settlement calendar at the desk: its rows, who imported them, and the import with its preview."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import View

from issues import permissions
from issues.actions.settlement_import import import_settlement_calendar, plan_settlement_calendar
from issues.forms.settlement import SettlementFilter, SettlementImportForm
from issues.models import SettlementDate, SettlementImport
from issues.rules.settlement_table import COLUMNS
from issues.views.imports import PreviewedImport
from portal.lifecycle.refusals import Answer
from portal.web import exports
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, ScopedListView

MEANINGS: Final = {
    "settlement_type": "DAM, DAM Resettlement, RTM Initial, RTM Final, RTM Resettlement, RTM True-Up, CRR Auction",
    "operating_date": "MM/DD/YYYY or YYYY-MM-DD",
    "batch_date": "optional",
    "version": "the higher one replaces the lower one, which is kept",
    "invoice_date": "optional; with invoice_due_date and invoice_payout_date",
    "post_date": "when the statement is posted",
    "dispute_date": "the last day to dispute it; empty: reckoned by rule from the post date",
}
IMPORTS: Final = 10


class SettlementCalendarView(DeskDoor, ScopedListView):
    capability = "issues.view"
    model = SettlementDate
    template_name = "issues/settlement_list.html"
    filter_form = SettlementFilter
    orders = {"newest": ("-operating_day", "run", "-id")}

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if wanted.get("run"):
            rows = rows.filter(run=wanted["run"])
        if wanted.get("day"):
            # Of one day what was replaced is shown as well.
            return rows.filter(operating_day=wanted["day"]).select_related("source_import__by")
        return rows.holding().select_related("source_import__by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        imports = SettlementImport.objects.visible_to(self.request.user).select_related("by")
        return super().get_context_data(
            imports=list(imports[:IMPORTS]), may_import=permissions.can_import_settlements(self.request.user), **kwargs
        )


class SettlementImportView(DeskDoor, PreviewedImport, ActionFormView):
    capability = "issues.view"
    form_class = SettlementImportForm
    template_name = "issues/settlement_import.html"

    def permission(self) -> Answer:
        return permissions.can_import_settlements(self.request.user)

    def plan(self, data: bytes) -> Any:
        return plan_settlement_calendar(data=data, by=self.request.user)

    def take_over(self, data: bytes, file_name: str, **who: Any) -> SettlementImport:
        return import_settlement_calendar(data=data, file_name=file_name, **who)

    def done_words(self, done: SettlementImport) -> str:
        return f"Imported: {done.added} new rows, {done.replaced} replaced."

    def get_success_url(self) -> str:
        return reverse("issues:settlement-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(columns=MEANINGS, **kwargs)


class SettlementTemplateView(DeskDoor, View):
    """An empty CSV with the headings."""

    http_method_names = ["get", "head", "options"]
    capability = "issues.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        return exports.export("csv", "settlement-calendar", list(COLUMNS.all), [])
