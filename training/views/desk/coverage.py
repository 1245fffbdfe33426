"""Who still needs what: the list of all participants, and one participant by courses and people."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from participants.models import Participant
from participants.views.desk.teams import OfTeam
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedDetailView, ScopedListView
from training import permissions
from training.coverage import SHOWN, coverage_of
from training.coverage_lists import covered, holding_role, in_view
from training.forms.coverage import MINE, VIEWS, CoverageFilter
from training.models import TrainingNeed

FIGURE = "training_coverage__"


class CoverageListView(DeskDoor, OfTeam, ScopedListView):
    """The least covered first."""

    capability = "training.view"
    model = Participant
    template_name = "training/coverage_list.html"
    team_path = "pk"
    orders = {
        "percent": (f"{FIGURE}percent", "id"),
        "-percent": (f"-{FIGURE}percent", "-id"),
        "name": ("name", "id"),
        "-name": ("-name", "-id"),
        "expiring": (f"{FIGURE}expiring", "id"),
        "-expiring": (f"-{FIGURE}expiring", "-id"),
    }

    def scope(self) -> QuerySet[Participant]:
        return self.of_team(covered(self.request.user))

    def filters(self) -> CoverageFilter:
        return CoverageFilter(self.request.GET)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if self.form.words:
            rows = rows.filter(name__icontains=self.form.words.replace("\x00", ""))
        if wanted.get("role"):
            rows = holding_role(rows, wanted["role"])
        if wanted.get("whose") == MINE:
            rows = rows.filter(pk__in=Participant.objects.assigned_to(self.request.user).values("pk"))
        self.narrowed = rows
        return in_view(rows, self.form.view_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view = self.form.view_name
        rows = kwargs["page"].rows
        return super().get_context_data(
            words=self.form.words,
            view=view,
            tabs=[(key, label, self._count(key, view, kwargs["page"])) for key, label in VIEWS.items()],
            filtered=any(self.request.GET.get(name) for name in ("q", "role", "whose")),
            counted_at=max((row.training_coverage.counted_at for row in rows), default=None),
            **kwargs,
        )

    def _count(self, key: str, view: str, page: Any) -> str:
        return page.total if key == view else bounded_count(in_view(self.narrowed, key))


class CoverageDetailView(DeskDoor, ScopedDetailView):
    """Counted while one looks, so what was issued a minute ago stands here."""

    capability = "training.view"
    model = Participant
    template_name = "training/coverage_detail.html"

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, participant = self.request.user, self.object
        needs = TrainingNeed.objects.visible_to(user).of(participant).still_open()
        return super().get_context_data(
            participant=participant,
            coverage=coverage_of(user, participant, self.now),
            needs=list(needs.order_by("-changed_at", "-id")[:20]),
            may_propose=permissions.can_propose_need(user, participant),
            shown=SHOWN,
            **kwargs,
        )
