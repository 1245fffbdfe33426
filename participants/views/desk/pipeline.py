"""The pipeline: registrations on their way, as a board of columns, and one column as a list."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import User
from participants import permissions, pipeline
from participants.choices import RegistrationStatus
from participants.follow_up_lists import mine_by_default
from participants.forms.pipeline import EVERYBODY, MINE, PipelineFilter
from participants.models import Registration
from participants.rules.registration_moves import BY_NAME
from participants.views.desk.teams import OfTeam
from portal.scoping.today import market_day
from portal.web import keyset
from portal.web.doors import DeskDoor


class Narrowed(DeskDoor, OfTeam, TemplateView):
    """What board and list share: whose, which role, which flight."""

    capability = "participants.view"

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def today(self) -> date:
        return market_day(self.now)

    @cached_property
    def form(self) -> PipelineFilter:
        people = [(person.ref, person.name) for person in User.objects.who_manage().only("ref", "name")]
        default = MINE if mine_by_default(self.request.user) else EVERYBODY
        return PipelineFilter(self.request.GET, people=people, default=default)

    @cached_property
    def of_everybody(self) -> QuerySet[Registration]:
        return self.of_team(self.narrowed(pipeline.on_the_way(self.request.user)))

    @cached_property
    def rows(self) -> QuerySet[Registration]:
        return self.whose(self.of_everybody)

    def narrowed(self, rows: QuerySet[Registration]) -> QuerySet[Registration]:
        wanted = self.form.wanted
        if wanted.get("role"):
            rows = rows.filter(role=wanted["role"])
        if wanted.get("flight"):
            rows = rows.filter(checklist__flight=wanted["flight"])
        return rows

    def whose(self, rows: QuerySet[Registration]) -> QuerySet[Registration]:
        chosen = self.form.wanted.get("manager") or EVERYBODY
        if chosen == MINE:
            return pipeline.managed_by(rows, self.request.user, stand_in=True)
        if chosen == EVERYBODY:
            return rows
        return pipeline.managed_by(rows, User.objects.who_manage().filter(ref=chosen).first())

    def offer_moves(self, rows: Iterable[Registration]) -> None:
        """Give each row the named moves that this person may make with it, with their addresses."""
        rows = list(rows)
        open_to = permissions.movable(self.request.user, rows)
        for row in rows:
            row.moves = [
                (BY_NAME[name].label, reverse(f"participants:registration-{name}", args=[row.ref]))
                for name in open_to[row.pk]
            ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=self.form,
            whose=self.form["manager"].value(),
            filtered=any(self.request.GET.get(name) for name in ("role", "flight")),
            today=self.today,
            undated=pipeline.UNDATED,
            **kwargs,
        )


class PipelineView(Narrowed):
    template_name = "participants/pipeline.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = pipeline.counts(self.rows)
        cards = pipeline.first_cards(self.rows, self.today)
        columns = [(status, counts[status], cards.get(status, [])) for status in pipeline.COLUMNS]
        self.offer_moves(row for rows in cards.values() for row in rows)
        ended = self.whose(self.narrowed(Registration.objects.visible_to(self.request.user)))
        oversees = self.request.user.can("participants.assign")
        return super().get_context_data(
            columns=columns,
            total=sum(counts.values()),
            ended=pipeline.lately_ended(ended, self.today),
            managers=pipeline.per_manager(self.of_everybody, self.today) if oversees else [],
            **kwargs,
        )


class PipelineColumnView(Narrowed):
    """All of one column, what is due first standing first."""

    template_name = "participants/pipeline_column.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.kwargs["status"] not in pipeline.COLUMNS:
            raise Http404
        status = RegistrationStatus(self.kwargs["status"])
        asked = self.request.GET
        rows = pipeline.column(self.rows, status)
        page = keyset.paginate(rows, pipeline.ORDER, after=asked.get("after", ""), before=asked.get("before", ""))
        self.offer_moves(pipeline.with_standing(page.rows, self.today))
        return super().get_context_data(column=status, page=page, **kwargs)
