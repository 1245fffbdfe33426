"""Figures over many participants, each report in a fixed number of statements and in the reader's own scope."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from participants.choices import AssignmentKind, ObligationState
from participants.models import Assignment, Campaign, Obligation
from participants.rules.obligation_moves import OWED, SETTLED

S = ObligationState


@dataclass(frozen=True, slots=True)
class Figures:
    """How far the obligations of a campaign, or of a part of it, are. `late` are those of the owed ones."""

    total: int = 0
    owed: int = 0
    late: int = 0
    returned: int = 0
    submitted: int = 0
    accepted: int = 0
    excused: int = 0
    canceled: int = 0

    @property
    def expected(self) -> int:
        """Those that are to be met: neither excused nor canceled."""
        return self.total - self.excused - self.canceled

    @property
    def filed(self) -> int:
        return self.submitted + self.accepted

    @property
    def percent_filed(self) -> int:
        """How many of a hundred expected ones were filed, rounded down; all of none is everything."""
        return self.filed * 100 // self.expected if self.expected else 100


@dataclass(frozen=True, slots=True)
class ManagerFigures:
    """The part of a campaign that one account manager looks after; without a name: nobody does."""

    ref: str
    name: str
    figures: Figures


def counts(day: date) -> dict[str, Count]:
    """The columns of `Figures` over a grouped queryset of obligations."""
    return {
        "total": Count("pk"),
        "owed": Count("pk", filter=Q(state__in=OWED)),
        "late": Count("pk", filter=Q(state__in=OWED, due_on__lt=day)),
        **{state: Count("pk", filter=Q(state=state)) for state in (S.RETURNED, S.SUBMITTED, *SETTLED)},
    }


def campaign_figures(campaigns: Iterable[Campaign], user: Any, day: date) -> dict[int, Figures]:
    """How far each campaign is, by its key, as far as the person may see; one statement for any number."""
    found: dict[int, Figures] = defaultdict(Figures)
    rows = Obligation.objects.visible_to(user).filter(campaign__in=[one.pk for one in campaigns])
    for row in rows.order_by().values("campaign_id").annotate(**counts(day)):
        campaign_id = row.pop("campaign_id")
        found[campaign_id] = Figures(**row)
    return found


def campaign_by_manager(campaign: Campaign, user: Any, day: date) -> list[ManagerFigures]:
    """How far a campaign is for each account manager of the day, who has most left first; one statement."""
    rows = with_managers(Obligation.objects.visible_to(user).filter(campaign=campaign), day)
    found = []
    for row in rows.order_by().values("manager_ref", "manager_name").annotate(**counts(day)):
        ref, name = row.pop("manager_ref") or "", row.pop("manager_name") or ""
        found.append(ManagerFigures(ref, name, Figures(**row)))
    return sorted(found, key=lambda one: (-one.figures.late, -one.figures.owed, one.name))


def with_managers(rows: QuerySet[Obligation], day: date) -> QuerySet[Obligation]:
    """Each obligation with the reference and name of its participant's account manager on the day."""
    held = Assignment.objects.on(day).filter(participant=OuterRef("participant"), kind=AssignmentKind.PRIMARY)
    return rows.annotate(
        manager_ref=Subquery(held.order_by().values("person__ref")[:1]),
        manager_name=Subquery(held.order_by().values("person__name")[:1]),
    )


def missing_by_participant(day: date) -> list[dict[str, Any]]:
    """What is not filed though its window has begun: how many of each type and period, by participant."""
    rows = Obligation.objects.open_on(day).order_by("type__order", "period", "participant_id")
    shown = {"code": F("type__code"), "period_name": F("period")}
    return list(rows.values("participant_id", **shown).annotate(count=Count("pk"), late=counts(day)["late"]))
