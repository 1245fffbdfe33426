"""What each account manager looks after today: a fixed number of statements for any number of people and rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.choices import Role
from accounts.models import Absence, Team, User
from issues.models import Issue
from issues.queue_tabs import Asked, late
from issues.rules.work_load import Candidate, WorkLoad
from participants.choices import AssignmentKind, Degree
from participants.models import Application, Assignment, FollowUp
from portal.scoping.today import market_day

AHEAD: Final = timedelta(days=13)  # with today two weeks


def managers(team: Team | None = None) -> QuerySet[User]:
    """Who can be responsible: active account managers, and supervisors."""
    people = User.objects.who_manage().select_related("team").order_by("name", "id")
    return people if team is None else people.filter(team=team)


def held_today(now: datetime) -> QuerySet[Assignment]:
    """Who is account manager of whom today."""
    return Assignment.objects.on(market_day(now)).filter(kind=AssignmentKind.PRIMARY, participant__joined_into=None)


def loads_of(people: Iterable[User], now: datetime) -> dict[int, WorkLoad]:
    """Five statements."""
    keys = [person.pk for person in people]
    degree = Coalesce(F("participant__complexity__degree"), Degree.LOW.value)
    held = held_today(now).filter(person__in=keys).order_by().values_list("person", degree)
    companies = _grouped(held.annotate(count=Count("pk")))
    open_ = Issue.objects.still_open().filter(owner__in=keys).order_by()
    issues = _grouped(open_.values_list("owner", "severity").annotate(count=Count("pk")))
    breached = _counted(late(Issue.objects.filter(owner__in=keys), Asked(None, now)), "owner")
    overdue = _counted(FollowUp.objects.overdue(market_day(now)).filter(responsible__in=keys), "responsible")
    asked = _counted(Application.objects.to_decide().filter(account_manager__in=keys), "account_manager")
    return {
        key: WorkLoad(companies[key], issues[key], asked.get(key, 0), overdue.get(key, 0), breached.get(key, 0))
        for key in keys
    }


def absences_of(people: Iterable[User], since: date, until: date) -> dict[int, list[Absence]]:
    """Who is away in these days, the first absence first."""
    rows = Absence.objects.filter(person__in=[person.pk for person in people], starts_on__lte=until, ends_on__gte=since)
    found: dict[int, list[Absence]] = defaultdict(list)
    for row in rows.select_related("stand_in").order_by("starts_on", "id"):
        found[row.person_id].append(row)
    return found


def candidates(now: datetime, *, days: tuple[date, date] | None = None, but: Iterable[int] = ()) -> list[Candidate]:
    """Account managers who could take more, with their load; `days` are those in which one should be here."""
    people = list(managers().filter(role=Role.ACCOUNT_MANAGER).exclude(pk__in=list(but)))
    today = market_day(now)
    since, until = days or (today, today)
    loads, away = loads_of(people, now), absences_of(people, since, until)
    return [
        Candidate(person.ref, person.name, loads[person.pk].points, frozenset(person.capabilities), person.pk in away)
        for person in people
    ]


def _grouped(rows: Iterable[tuple[int, int, int]]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for person, kind, count in rows:
        found[person][kind] = count
    return found


def _counted(rows: Any, field: str) -> dict[int, int]:
    return dict(rows.filter(~Q(**{field: None})).order_by().values_list(field).annotate(count=Count("pk")))
