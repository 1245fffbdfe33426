"""Participants nobody is responsible for, today or in the coming Business Days."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from participants import permissions
from participants.actions.coverage import KIND
from participants.deadlines import give_clocks
from participants.models import CoverageGap, HandOver
from participants.rules.coverage import DAYS_AHEAD
from portal.lifecycle.models import SweepRun
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedListView

VIEWS = {"open": "Nobody responsible", "closed": "Settled in the last 90 days"}
KEPT = timedelta(days=90)
HINDERED = 20
OPEN = {"day": ("first_day", "id")}
CLOSED = {"closed": ("-closed_at", "-id")}


class CoverageListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = CoverageGap
    template_name = "participants/coverage_list.html"

    @property
    def view(self) -> str:
        return "closed" if self.request.GET.get("view") == "closed" else "open"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = CLOSED if self.view == "closed" else OPEN
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.every = rows
        return self._in(rows, self.view).select_related("participant", "person")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["page"]
        give_clocks(page.rows, KIND)
        return super().get_context_data(
            tabs=[
                (key, label, page.total if key == self.view else bounded_count(self._in(self.every, key)))
                for key, label in VIEWS.items()
            ],
            view=self.view,
            today=market_day(timezone.now()),
            days_ahead=DAYS_AHEAD,
            may_assign=permissions.can_assign(self.request.user),
            hindered=self._hindered(),
            checked=SweepRun.objects.filter(name="participants without anybody").first(),
            **kwargs,
        )

    def _hindered(self) -> list[HandOver]:
        """Hand-overs whose day has come and which did not begin: who should be responsible is not."""
        rows = HandOver.objects.visible_to(self.request.user).hindered(market_day(timezone.now()))
        return list(rows.select_related("person", "receiver").order_by("starts_on", "id")[:HINDERED])

    def _in(self, rows: QuerySet, view: str) -> QuerySet:
        return rows.open() if view == "open" else rows.closed_since(timezone.now() - KEPT)
