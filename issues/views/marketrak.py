"""The MarkeTrak issues of one parent issue on both sides: grouped, listed, and brought by a report."""

from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from issues import permissions
from issues.actions.marketrak import import_report, plan_report
from issues.forms.settlement import ReportForm
from issues.marketrak_groups import standing_of
from issues.models import Issue, MarkeTrakImport, MarkeTrakItem
from issues.views.imports import PreviewedImport
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day

MEANINGS: Final = {
    "issue_id": "the MarkeTrak number",
    "sub_type": "as MarkeTrak writes it, such as Switch Hold Removal",
    "state": "as MarkeTrak writes it, such as In Progress (TDSP)",
    "issue_type": "optional; D2D, DEV-LSE, LPA and so on",
    "responsible_party": "optional; else the party that the state names",
    "esi_id": "optional",
    "opened_on": "optional; without it no days are counted",
    "closed_on": "optional; of what is complete",
}
REPORTS: Final = 10


class ItemsOf:
    """The list under one issue; `ref` names the issue."""

    model = MarkeTrakItem
    orders = {"number": ("number", "id")}

    @cached_property
    def issue(self) -> Issue:
        rows = Issue.objects.visible_to(self.request.user).select_related("participant", "category")
        return get_object_or_404(rows, ref=self.kwargs["ref"])

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        return rows.filter(issue=self.issue)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reports = MarkeTrakImport.objects.visible_to(self.request.user).filter(issue=self.issue)
        return super().get_context_data(
            issue=self.issue,
            standing=standing_of(self.request.user, self.issue, market_day(timezone.now())),
            reports=list(reports[:REPORTS]),
            may_import=permissions.can_dispute(self.request.user, self.issue) if self.issue.is_open else False,
            **kwargs,
        )


class ReportImport(PreviewedImport):
    model = Issue
    form_class = ReportForm

    def permission(self) -> Answer:
        return permissions.can_dispute(self.request.user, self.object)

    def plan(self, data: bytes) -> Any:
        return plan_report(issue=self.object, data=data, by=self.request.user)

    def take_over(self, data: bytes, file_name: str, **who: Any) -> MarkeTrakImport:
        return import_report(issue=self.object, data=data, file_name=file_name, **who)

    def done_words(self, done: MarkeTrakImport) -> str:
        return f"Taken over: {done.added} new MarkeTrak issues, {done.changed} changed."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(columns=MEANINGS, **kwargs)
