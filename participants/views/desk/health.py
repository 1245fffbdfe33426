"""How a relationship stands and why, how it came to that, the mark set beside it, and all of them, worst first."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.utils import timezone

from participants.actions.health_overrides import override_health, take_back_override
from participants.choices import AssignmentKind
from participants.directory import managed_by
from participants.forms.health import HealthFilter, OverrideForm
from participants.health_pages import (
    OLD,
    PERIODS,
    USUAL,
    changes_of,
    distribution,
    drops_of,
    mine,
    overrides_of,
    portfolio,
    scores_of,
    weakest,
)
from participants.health_plot import BAR_HEIGHT, BAR_WIDTH, bars_of, plot_of
from participants.models import Assignment, Health, HealthDrop, HealthOverride, Participant
from participants.permissions.health import can_override_health
from participants.querysets.health import SEES
from participants.scorecard import Scorecard
from participants.views.desk.pages import DeskForm, ParticipantPage, section_url
from participants.views.desk.teams import OfTeam
from portal.lifecycle.refusals import Allowed, Answer
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton, ScopedListView

VIEWS: Final = {"mine": "Mine", "all": "All", "fallen": "Fallen", "by-hand": "Set by hand"}


class HealthView(ParticipantPage):
    """The score with its measures and the rows behind them, its history, drops, and marks set by hand."""

    capability = SEES
    template_name = "participants/participant_health.html"
    section = "health"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, participant, today = self.request.user, self.participant, self.today
        rows = Health.objects.visible_to(user).of(participant).select_related("override__by")
        health, card = rows.first(), Scorecard.read(today)
        days = self._days()
        first = today - timedelta(days=days)
        scores, overrides = scores_of(user, participant, first), overrides_of(user, participant)
        drops = drops_of(user, participant)
        measures = health.measures if health is not None else []
        names = {row.code: row.name for row in card.measures} | {one["code"]: one["name"] for one in measures}
        plot = plot_of(scores, drops=drops, overrides=overrides, scale=card.scale, first=first, today=today)
        return super().get_context_data(
            health=health,
            measures=measures,
            held=health.holding(today) if health is not None else None,
            is_old=health is not None and health.day is not None and today - health.day > OLD,
            scale=card.scale,
            plot=plot,
            changes=changes_of(scores, names),
            overrides=overrides,
            drops=drops,
            days=days,
            periods=PERIODS,
            may_override=can_override_health(user, participant),
            **kwargs,
        )

    def _days(self) -> int:
        given = self.request.GET.get("days", "")
        days = int(given) if given.isascii() and given.isdigit() and len(given) < 5 else USUAL
        return days if days in PERIODS else USUAL


class HealthOverrideView(DeskForm):
    capability = SEES
    form_class = OverrideForm
    section = "health"
    title = "Set the mark of {row.name}"
    lead = (
        "It is shown beside the score until its last day, and then ends by itself. The score goes on being reckoned,"
        " and a drop gives a follow-up all the same."
    )
    submit_label = "Set mark"
    success_message = "The mark is set until {done.expires_on:%B %-d, %Y}."

    def permission(self) -> Answer:
        return can_override_health(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> HealthOverride:
        return override_health(participant=self.object, **data, **who)


class HealthTakeBackView(DeskDoor, ActionButton):
    """The mark set by hand ends now."""

    capability = SEES
    model = Participant
    success_message = "The reckoned mark is shown again."

    def permission(self) -> Answer:
        return can_override_health(self.request.user, self.object) if self.object else Allowed()

    def act(self, data: dict[str, Any], **who: Any) -> HealthOverride:
        return take_back_override(participant=self.object, **who)

    def get_success_url(self) -> str:
        return section_url(self.object, "health")


class HealthListView(DeskDoor, OfTeam, ScopedListView):
    """Relationships, the worst first, with how many stand where; supervisors see here every mark set by hand."""

    capability = SEES
    model = Health
    template_name = "participants/health_list.html"
    filter_form = HealthFilter
    orders = {
        "score": ("standing", "id"),
        "-score": ("-standing", "-id"),
        "name": ("participant__name", "id"),
    }

    @property
    def view(self) -> str:
        given = self.request.GET.get("view", "")
        offered = self._offered()
        return given if given in offered else next(iter(offered))

    def _offered(self) -> dict[str, str]:
        """Whom nobody is assigned to has no list of the own ones."""
        holds = self.request.user.can("participants.edit_assigned")
        return {key: label for key, label in VIEWS.items() if holds or key != "mine"}

    def scope(self) -> QuerySet[Health]:
        return self.of_team(portfolio(self.request.user))

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.now = timezone.now()
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet[Health], wanted: dict[str, Any]) -> QuerySet[Health]:
        rows = self._in_view(rows)
        if manager := wanted.get("manager"):
            theirs = managed_by(Participant.objects.filter(pk=OuterRef("participant")), manager)
            rows = rows.filter(Exists(theirs))
        self.counted = rows
        if mark := wanted.get("mark"):
            rows = rows.filter(shown="" if mark == "none" else mark)
        held = Assignment.objects.today().filter(participant=OuterRef("participant"), kind=AssignmentKind.PRIMARY)
        return rows.select_related("participant", "override__by").annotate(
            manager_name=Subquery(held.order_by().values("person__name")[:1]),
            fell_from=Subquery(_standing_drop().values("from_score")[:1]),
            fell_on=Subquery(_standing_drop().values("day")[:1]),
        )

    def _in_view(self, rows: QuerySet[Health]) -> QuerySet[Health]:
        if self.view == "mine":
            return mine(rows, self.request.user)
        if self.view == "fallen":
            return rows.filter(Exists(_standing_drop()))
        return rows.overridden() if self.view == "by-hand" else rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = market_day(self.now)
        for row in kwargs["page"].rows:
            row.held, row.weakest = row.holding(today), weakest(row.measures)
            row.is_old = today - row.day > OLD
        chosen = kwargs["form"].cleaned_data if kwargs["form"].is_valid() else {}
        found = distribution(self.counted)
        return super().get_context_data(
            tabs=self._offered().items(),
            view=self.view,
            distribution=found,
            bars=bars_of(found.tens, Scorecard.read(today).scale),
            bar_width=BAR_WIDTH,
            bar_height=BAR_HEIGHT,
            chosen_mark=chosen.get("mark", ""),
            filtered=bool(chosen.get("mark") or chosen.get("manager")),
            may_change=self.request.user.can("catalog.edit"),
            **kwargs,
        )


def _standing_drop() -> QuerySet[HealthDrop]:
    return HealthDrop.objects.standing().filter(participant=OuterRef("participant")).order_by("-day", "-id")
