"""How the work is spread: each manager's load, one manager's rows to move, and what nobody has."""

from functools import cached_property
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.choices import Role
from accounts.models import User
from issues import balance_rows as rows
from issues.choices import Severity
from issues.forms.moving import MoveForm, TeamForm
from issues.manager_work import AHEAD, absences_of, loads_of, managers, weights_held
from issues.models import Issue, Referral
from issues.moving import APPLICATION, ISSUE, PARTICIPANT
from participants.choices import Degree
from participants.directory import directory, in_view
from participants.models import Application, Assignment, CoverageGap
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_counts

SHOWN: Final = 200


class BalanceDoor(DeskDoor):
    capability = "participants.assign"
    denial = "Only supervisors move work between people."


def unowned_counts(user: Any, now: Any) -> list[tuple[str, str, str]]:
    """What nobody has, in words, each with where it is settled; one statement."""
    here = reverse("issues:balance-unowned")
    asked: dict[str, tuple[str, QuerySet]] = {
        "Nobody responsible": (reverse("participants:coverage-list"), CoverageGap.objects.visible_to(user).open()),
        "Participants without account manager": (f"{here}#participants", in_view(directory(user), "unassigned", user)),
        "Issues without owner": (f"{here}#issues", Issue.objects.visible_to(user).without_owner()),
        "Applications unassigned": (f"{here}#applications", Application.objects.visible_to(user).unassigned()),
        "Questions nobody took": (
            f"{here}#referrals",
            Referral.objects.visible_to(user).with_department().filter(taken_by=None),
        ),
        "Held by closed accounts": (
            f"{here}#closed",
            Assignment.objects.visible_to(user).to_hand_over(market_day(now)),
        ),
    }
    found = bounded_counts({label: one for label, (_url, one) in asked.items()}, beside=User.objects.filter(pk=user.pk))
    return [(label, found[label], url) for label, (url, _rows) in asked.items()]


class BalanceView(BalanceDoor, TemplateView):
    """Who looks after how much, who is away, what is late, and what nobody has."""

    template_name = "issues/balance.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        form = TeamForm(self.request.GET)
        team = form.cleaned_data["team"] if form.is_valid() else None
        people = list(managers(team))
        weights = weights_held()
        loads = loads_of(people, now, weights)
        today = market_day(now)
        away = absences_of(people, today, today + AHEAD)
        # A supervisor stands here only with work of the own.
        shown = [one for one in people if one.role == Role.ACCOUNT_MANAGER or loads[one.pk].points]
        points = [loads[one.pk].points for one in shown]
        lines = [
            {
                "person": person,
                "load": loads[person.pk],
                "severities": [(one.label, one.value, loads[person.pk].issues.get(one, 0)) for one in Severity],
                "above": loads[person.pk].above(person.capabilities),
                "away": away.get(person.pk, []),
                "away_now": any(one.starts_on <= today for one in away.get(person.pk, [])),
            }
            for person in sorted(shown, key=lambda one: (-loads[one.pk].points, one.name, one.pk))
        ]
        unowned = unowned_counts(self.request.user, now)
        return super().get_context_data(
            form=form,
            lines=lines,
            severities=[(one.label, weights.issues[one]) for one in Severity],
            degrees=[(one.label, weights.participants[one]) for one in Degree],
            application_points=weights.application,
            most=max(points, default=0),
            average=round(sum(points) / len(points)) if points else 0,
            unowned=unowned,
            covered=unowned[0][1] == "0" and unowned[1][1] == "0",
            today=today,
            **kwargs,
        )


class BalancePersonView(BalanceDoor, TemplateView):
    """What one manager has, to be ticked and moved; of a closed account as well."""

    template_name = "issues/balance_person.html"

    @cached_property
    def person(self) -> User:
        people = User.objects.visible_to(self.request.user).filter(is_staff=True).select_related("team")
        return get_object_or_404(people, ref=self.kwargs["ref"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, user = timezone.now(), self.request.user
        weights = weights_held()
        companies = rows.companies_of(self.person, user, now, weights)
        today = market_day(now)
        return super().get_context_data(
            person=self.person,
            companies=companies[:SHOWN],
            more=max(0, len(companies) - SHOWN),
            issues=rows.issues_of(self.person, user),
            load=loads_of([self.person], now, weights)[self.person.pk],
            away=absences_of([self.person], today, today + AHEAD).get(self.person.pk, []),
            form=MoveForm(user=user),
            shown=SHOWN,
            **kwargs,
        )


class UnownedView(BalanceDoor, TemplateView):
    """What nobody has, on one page, each with a suggestion and why."""

    template_name = "issues/balance_unowned.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, user = timezone.now(), self.request.user
        found = rows.unowned(user, now)
        closed = Assignment.objects.visible_to(user).to_hand_over(market_day(now)).order_by()
        left = closed.values("person__ref", "person__name").annotate(count=Count("pk"))
        gaps = CoverageGap.objects.visible_to(user).open().select_related("participant", "person")
        return super().get_context_data(
            participants=found[PARTICIPANT],
            issues=found[ISSUE],
            applications=found[APPLICATION],
            referrals=rows.untaken(user),
            closed=list(left.order_by("person__name", "person__ref")),
            gaps=list(gaps.order_by("first_day", "id")[:SHOWN]),
            people=list(managers()),
            today=market_day(now),
            shown=rows.MOST,
            **kwargs,
        )
