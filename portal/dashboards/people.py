"""Who looks after participants, what each of them has, and by what it is weighed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Absence, Team, User
from issues.models import Issue
from participants.choices import AssignmentKind, Degree
from participants.models import Application, Assignment
from portal.web.grouping import Part


@dataclass(frozen=True, slots=True)
class Person:
    """Who may look after participants; `stand_in` while the person is away."""

    ref: str
    name: str
    level: str
    manages: bool
    away_until: date | None
    stand_in: str


def people(team: Team | None, today: date) -> list[Person]:
    """Account managers and supervisors, by name."""
    away = Absence.objects.filter(person=OuterRef("pk"), starts_on__lte=today, ends_on__gte=today).order_by()
    rows = User.objects.who_manage().filter(**({"team": team} if team is not None else {}))
    rows = rows.annotate(
        away_until=Subquery(away.values("ends_on")[:1]), stand_in=Subquery(away.values("stand_in__name")[:1])
    )
    return [
        Person(
            person.ref,
            person.name,
            person.get_level_display() if person.level else "",
            bool(person.level),
            person.away_until,
            person.stand_in or "",
        )
        for person in rows.order_by("name", "id")
    ]


def load(user: User, team: Team | None) -> Iterable[Part]:
    """What each person has, as the balance of work counts it: open issues by severity, participants by complexity,
    and applications to decide."""
    of = {"team": team} if team is not None else {}
    issues = Issue.objects.visible_to(user).still_open().exclude(owner=None)
    held = Assignment.objects.visible_to(user).today().filter(kind=AssignmentKind.PRIMARY)
    held = held.filter(participant__joined_into=None)
    asked = Application.objects.visible_to(user).to_decide().exclude(account_manager=None)
    degree = Coalesce(F("participant__complexity__degree"), Degree.LOW.value)
    yield Part("load", _of(issues, "owner", of), (F("owner__ref"), F("severity")))
    yield Part("held", _of(held, "person", of), (F("person__ref"), degree))
    yield Part("deciding", _of(asked, "account_manager", of), (F("account_manager__ref"),))


def _of(rows: QuerySet, path: str, of: dict[str, Any]) -> QuerySet:
    return rows.filter(**{f"{path}__{name}": value for name, value in of.items()})
