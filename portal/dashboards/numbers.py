"""The numbers of the supervisor's dashboard: gathered in few statements, whatever there is, and as plain values."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Sum, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.urls import reverse

from accounts.models import Team, User
from issues import queue_tabs
from issues.manager_work import weighed_by, weighing
from issues.models import Escalation, Issue
from issues.queue_tabs import Asked as AskedOfQueue
from issues.rules.work_load import USUAL, Weights
from participants import pipeline
from participants.health_pages import portfolio, ten_of_score
from participants.models import Campaign, HealthDrop, HealthScore, Obligation, Registration
from participants.rules.obligation_moves import OWED
from participants.teams import held_by
from portal.calendars import deadline_lists
from portal.calendars.days import next_such_day
from portal.calendars.models import Clock
from portal.calendars.week import WorkCalendar
from portal.dashboards.departments import Department, departments
from portal.dashboards.people import Person, load, people
from portal.outbox.choices import MessageState
from portal.outbox.models import AddressTrouble, OutboundMessage
from portal.scoping.today import MARKET_ZONE, market_day
from portal.web.grouping import Groups, Part, grouped
from portal.web.keyset import bounded_counts
from training import coverage_lists, session_lists
from training.models import CourseSession

COLUMNS: Final = 5
# Campaigns that end, or ended not longer ago.
RECENT: Final = timedelta(days=60)
CAMPAIGNS: Final = 6
SESSIONS: Final = 6
Narrow = Callable[..., QuerySet]


@dataclass(frozen=True, slots=True)
class Numbers:
    """`spans` are the next Business Days, each with the closed days before it; `shares` the days of the trend."""

    days: int
    today: date
    spans: list[tuple[date, date]]
    shares: list[date]
    groups: dict[str, Groups]
    tiles: dict[str, str]
    people: list[Person]
    departments: list[Department]
    campaigns: list[tuple[str, str, date]]
    sessions: list[tuple[str, str, datetime, int | None, int, int]]
    capped: bool = field(default=False)
    weights: Weights = field(default=USUAL)


def reckon(user: User, *, days: int, team: Team | None, now: datetime) -> Numbers:
    """Ten statements, one more for a team; what the person may not see counts nowhere."""
    today, calendar = market_day(now), deadline_lists.business()
    ids = held_by(team) if team is not None else None

    def ours(rows: QuerySet, path: str = "participant") -> QuerySet:
        return rows if ids is None else rows.filter(**{f"{path}__in": ids})

    spans, shares = spans_of(calendar, today), days_of_trend(today, days)
    parts = [
        deadlines(user, ours, days, spans, calendar, now),
        *load(user, team),
        Part("escalations", ours(Escalation.objects.visible_to(user).still_open()), (F("level"),)),
        on_the_way(user, ours),
        *health(user, ours, shares),
        owed(user, ours, today),
        *seats(user, now),
        weighing(),
    ]
    lines, capped = departments(user, ours, since=since_of(today, days), until=today, calendar=calendar, now=now)
    groups = grouped(parts)
    return Numbers(
        days=days,
        today=today,
        spans=spans,
        shares=shares,
        groups=groups,
        tiles=bounded_counts(tiles(user, ours, now), beside=User.objects.filter(pk=user.pk)),
        people=people(team, today),
        departments=lines,
        campaigns=list(campaigns(user, today).values_list("ref", "type__name", "due_on")),
        sessions=upcoming(user, now),
        capped=capped,
        weights=weighed_by(groups["weights"]),
    )


def since_of(today: date, days: int) -> date:
    """The first day of the period; today is its last."""
    return today - timedelta(days=days - 1)


def spans_of(calendar: WorkCalendar | None, today: date) -> list[tuple[date, date]]:
    spans, begin = [], today
    for _ in range(COLUMNS):
        end = next_such_day(calendar, begin) if calendar is not None else begin
        spans.append((begin, end))
        begin = end + timedelta(days=1)
    return spans


def days_of_trend(today: date, days: int) -> list[date]:
    """Of a short period every day, of a longer one every third day or week; the last is today."""
    step = 1 if days <= 7 else 3 if days <= 30 else 7
    return [today - timedelta(days=back) for back in range(0, days, step)][::-1]


def deadlines(
    user: User, ours: Narrow, days: int, spans: list[tuple[date, date]], calendar: WorkCalendar | None, now: datetime
) -> Part:
    """By how urgent it is, the day it runs out, the day it was missed, and what it is about."""
    today = market_day(now)
    ends, risk = deadline_lists.end_of(spans[-1][1]), deadline_lists.risk_ends(calendar, now)
    missed = deadline_lists.missed(deadline_lists.start_of(since_of(today, days)), deadline_lists.end_of(today), now)
    late, soon, coming = deadline_lists.late(now), deadline_lists.coming(now, risk), deadline_lists.coming(now, ends)
    rows = ours(Clock.objects.visible_to(user).filter(late | soon | coming | missed), "participant_id")
    urgency = Case(When(late, Value("late")), When(soon, Value("risk")), When(coming, Value("due")), default=Value(""))
    due_on = Case(When(coming, _day("due_at")), default=Value(""), output_field=TextField())
    missed_on = Case(When(missed, _day(deadline_lists.MISSED_AT)), default=Value(""), output_field=TextField())
    return Part("deadlines", rows, (urgency, due_on, missed_on, F("subject_type")))


def _day(at: Any) -> Any:
    return Cast(TruncDate(at, tzinfo=MARKET_ZONE), TextField())


def on_the_way(user: User, ours: Narrow) -> Part:
    """By stage and the day since which each stands there."""
    rows = Registration.objects.visible_to(user).filter(status__in=pipeline.COLUMNS, participant__joined_into=None)
    return Part(
        "pipeline", ours(rows), (F("status"), Coalesce("status_on", TruncDate("created_at", tzinfo=MARKET_ZONE)))
    )


def health(user: User, ours: Narrow, shares: list[date]) -> Iterable[Part]:
    """Of today by mark and tens of the score; of the days of the trend by mark."""
    yield Part("health", ours(portfolio(user)), (F("shown"), ten_of_score()))
    rows = HealthScore.objects.visible_to(user).filter(day__in=shares, participant__joined_into=None)
    yield Part("shares", ours(rows), (F("day"), F("mark")))


def campaigns(user: User, today: date) -> QuerySet[Campaign]:
    return Campaign.objects.visible_to(user).filter(due_on__gte=today - RECENT).order_by("due_on", "id")[:CAMPAIGNS]


def owed(user: User, ours: Narrow, today: date) -> Part:
    """By campaign, state, and whether it is not filed though its day has passed."""
    rows = Obligation.objects.visible_to(user).filter(campaign__in=campaigns(user, today).values("pk"))
    late = Case(When(Q(state__in=OWED, due_on__lt=today), Value("late")), default=Value(""))
    return Part("owed", ours(rows), (F("campaign__ref"), F("state"), late))


def seats(user: User, now: datetime) -> Iterable[Part]:
    rows = CourseSession.objects.visible_to(user).ahead(now)
    limited = rows.exclude(seats=None)
    yield Part("seats", limited, (Value("seats"),), Sum("seats"))
    yield Part("seats_taken", limited, (Value("taken"),), Sum("seats_taken"))
    yield Part("people_waiting", rows, (Value("waiting"),), Sum("waiting"))


def tiles(user: User, ours: Narrow, now: datetime) -> dict[str, QuerySet]:
    """What is counted by itself: each by the conditions of the list it leads to."""
    asked, issues = AskedOfQueue(user, now), ours(Issue.objects.visible_to(user))
    tabs = {key: queue_tabs.tab_of(key).narrow(issues, asked) for key in ("late", "unowned", "department")}
    fallen = HealthDrop.objects.standing().filter(participant=OuterRef("participant"))
    covered = ours(coverage_lists.covered(user), "pk")
    sessions = CourseSession.objects.visible_to(user)
    messages = OutboundMessage.objects.visible_to(user)
    return tabs | {
        "fallen": ours(portfolio(user)).filter(Exists(fallen)),
        "lacking": coverage_lists.in_view(covered, "lacking"),
        "expiring": coverage_lists.in_view(covered, "expiring"),
        "covered": covered,
        "sessions": session_lists.in_view(sessions, "upcoming", now),
        "requests": session_lists.in_view(sessions, "requests", now),
        "undelivered": messages.undelivered(),
        "queued": messages.filter(state=MessageState.QUEUED),
        "digest": messages.filter(state=MessageState.DIGEST),
        "troubles": AddressTrouble.objects.visible_to(user).open(),
    }


def upcoming(user: User, now: datetime) -> list[tuple[str, str, datetime, int | None, int, int]]:
    """The next sessions: address, title, begin, seats if limited, seats taken, people waiting."""
    rows = CourseSession.objects.visible_to(user).ahead(now).select_related("course")[:SESSIONS]
    return [
        (
            reverse("training:session-detail", args=[row.ref]),
            str(row),
            row.starts_at,
            row.seats,
            row.seats_taken,
            row.waiting,
        )
        for row in rows
    ]
