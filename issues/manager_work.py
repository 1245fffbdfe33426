"""What each account manager looks after today: a fixed number of statements for any number of people and rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from accounts.choices import Role
from accounts.models import Absence, Team, User
from issues.models import Issue, WorkWeights
from issues.queue_tabs import Asked, late
from issues.rules.work_load import NAMES, USUAL, Candidate, Weights, WorkLoad, weights_of
from participants.choices import AssignmentKind, Degree
from participants.models import Application, Assignment, FollowUp
from portal.scoping.today import market_day
from portal.web.grouping import Groups, Part, grouped

AHEAD: Final = timedelta(days=13)  # with today two weeks


def managers(team: Team | None = None) -> QuerySet[User]:
    """Who can be responsible: active account managers, and supervisors."""
    people = User.objects.who_manage().select_related("team").order_by("name", "id")
    return people if team is None else people.filter(team=team)


def held_today(now: datetime) -> QuerySet[Assignment]:
    """Who is account manager of whom today."""
    return Assignment.objects.on(market_day(now)).filter(kind=AssignmentKind.PRIMARY, participant__joined_into=None)


def weights_held() -> Weights:
    """By what work is weighed now; one statement."""
    version = WorkWeights.objects.holding().first()
    return version.weights if version is not None else USUAL


def weighing() -> Part:
    """The published points in one text, so that they cost no statement of their own."""
    points = Func(Value(","), *NAMES, function="concat_ws", output_field=TextField())
    return Part("weights", WorkWeights.objects.holding(), (points,))


def weighed_by(found: Groups) -> Weights:
    """What `weighing` tells; without a version the usual weights hold."""
    for (points,) in found:
        return weights_of(dict(zip(NAMES, map(int, points.split(",")), strict=True)))
    return USUAL


def loads_of(people: Iterable[User], now: datetime, weights: Weights | None = None) -> dict[int, WorkLoad]:
    """By the weights that hold unless others are given; one statement."""
    keys = [person.pk for person in people]
    degree = Coalesce(F("participant__complexity__degree"), Degree.LOW.value)
    late_ones = late(Issue.objects.filter(owner__in=keys), Asked(None, now))
    overdue = FollowUp.objects.overdue(market_day(now)).filter(responsible__in=keys)
    asked = Application.objects.to_decide().filter(account_manager__in=keys)
    found = grouped(
        (
            Part("companies", held_today(now).filter(person__in=keys), (F("person"), degree)),
            Part("issues", Issue.objects.still_open().filter(owner__in=keys), (F("owner"), F("severity"))),
            Part("asked", asked, (F("account_manager"),)),
            Part("overdue", overdue, (F("responsible"),)),
            Part("breached", late_ones, (F("owner"),)),
            weighing(),
        )
    )
    companies, issues = _by_person(found["companies"]), _by_person(found["issues"])
    weights = weights or weighed_by(found["weights"])

    def number(name: str, key: int) -> int:
        return found[name].get((str(key),), 0)

    return {
        key: WorkLoad(
            companies[key],
            issues[key],
            number("asked", key),
            number("overdue", key),
            number("breached", key),
            weights,
        )
        for key in keys
    }


def absences_of(people: Iterable[User], since: date, until: date) -> dict[int, list[Absence]]:
    """Who is away in these days, the first absence first."""
    rows = Absence.objects.filter(person__in=[person.pk for person in people], starts_on__lte=until, ends_on__gte=since)
    found: dict[int, list[Absence]] = defaultdict(list)
    for row in rows.select_related("stand_in").order_by("starts_on", "id"):
        found[row.person_id].append(row)
    return found


def candidates(
    now: datetime,
    *,
    days: tuple[date, date] | None = None,
    but: Iterable[int] = (),
    weights: Weights | None = None,
) -> list[Candidate]:
    """Account managers who could take more, with their load; `days` are those in which one should be here."""
    people = list(managers().filter(role=Role.ACCOUNT_MANAGER).exclude(pk__in=list(but)))
    today = market_day(now)
    since, until = days or (today, today)
    loads, away = loads_of(people, now, weights), absences_of(people, since, until)
    return [
        Candidate(person.ref, person.name, loads[person.pk].points, frozenset(person.capabilities), person.pk in away)
        for person in people
    ]


def _by_person(groups: Groups) -> dict[int, dict[int, int]]:
    """By the person's key: how many by complexity or severity."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for (person, kind), number in groups.items():
        found[int(person)][int(kind)] = number
    return found
