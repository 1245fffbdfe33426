"""The daily check that every participant in the market has somebody responsible, today and in the coming days."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.choices import Role
from accounts.models import Absence, User
from participants.choices import AssignmentKind, GapReason, RegistrationStatus
from participants.models import Assignment, CoverageGap, Participant
from participants.rules.coverage import DAYS_AHEAD, Away, Gap, Holder, away_on, first_gap
from participants.rules.people import ONE_DAY
from portal.audit import trail
from portal.calendars import loading
from portal.calendars.actions.clocks import stop_clock
from portal.calendars.actions.clocks_in_bulk import ClockRows
from portal.calendars.days import next_such_day, previous_such_day
from portal.calendars.deadlines import FixedDay
from portal.calendars.models import Clock
from portal.calendars.week import WorkCalendar
from portal.lifecycle.bulk import update_many
from portal.outbox import posting
from portal.outbox.posting import Draft
from portal.scoping.today import market_day

CALENDAR: Final = "ercot-business"
KIND: Final = "coverage"
PLAN: Final = "coverage"
LABEL: Final = "Somebody responsible for the participant"
FOUND: Final = "participants.coveragegap.found"
IN_THE_MARKET: Final = (RegistrationStatus.QUALIFIED, RegistrationStatus.SUSPENDED)


@transaction.atomic
def check_coverage(*, now: datetime) -> int:
    """Find who has nobody, start a deadline for each, and close what is covered again; returns how many were found.

    Two workers at once: a participant has one open row, and whoever comes second finds it.
    """
    rows = Participant.objects.filter(joined_into=None, registrations__status__in=IN_THE_MARKET)
    market = list(rows.distinct().values_list("pk", flat=True))
    if not market and not CoverageGap.objects.open().exists():
        return 0  # a portal that is only being set up has no calendars yet
    days = coming_days(now)
    found = gaps_of(market, days)
    held = {gap.participant_id: gap for gap in CoverageGap.objects.open().select_for_update(of=("self",))}
    _close([gap for gap in held.values() if gap.participant_id not in found], by=None, now=now)
    _follow([gap for gap in held.values() if gap.participant_id in found], found)
    return _add({pk: gap for pk, gap in found.items() if pk not in held}, days[0], now)


def close_covered(participants: Iterable[int], *, by: User | None, now: datetime) -> int:
    """Close the rows of those among these whom somebody looks after again; call it within assigning somebody."""
    rows = CoverageGap.objects.open().filter(participant__in=list(participants))
    held = list(rows.select_for_update(of=("self",)))
    if not held:
        return 0
    found = gaps_of([gap.participant_id for gap in held], coming_days(now))
    return _close([gap for gap in held if gap.participant_id not in found], by=by, now=now)


def coming_days(now: datetime) -> list[date]:
    """Today, whatever day it is, and the next Business Days."""
    _version, calendar = loading.current(CALENDAR)
    days = [market_day(now)]
    for _ in range(DAYS_AHEAD):
        days.append(next_such_day(calendar, days[-1] + ONE_DAY))
    return days


def gaps_of(participants: Iterable[int], days: list[date]) -> dict[int, Gap]:
    """By participant the first day without a responsible person; three statements for any number."""
    wanted = list(participants)
    holders: dict[int, list[Holder]] = defaultdict(list)
    rows = Assignment.objects.filter(participant__in=wanted, kind=AssignmentKind.PRIMARY, starts_on__lte=days[-1])
    columns = ("participant_id", "person_id", "starts_on", "ends_on", "person__is_active")
    for participant, *holder in rows.order_by("starts_on").values_list(*columns):
        holders[participant].append(Holder(*holder))
    absences = Absence.objects.filter(starts_on__lte=days[-1], ends_on__gte=days[0]).order_by()
    away = [Away(*one) for one in absences.values_list("person_id", "stand_in_id", "starts_on", "ends_on")]
    active = frozenset(User.objects.who_manage().values_list("pk", flat=True))
    absent = {day: away_on(day, away) for day in days}
    found = {pk: first_gap(days, holders[pk], absent, active) for pk in wanted}
    return {pk: gap for pk, gap in found.items() if gap is not None}


def _add(found: dict[int, Gap], today: date, now: datetime) -> int:
    rows = [
        CoverageGap(participant_id=pk, reason=gap.reason, first_day=gap.day, person_id=gap.person, found_at=now)
        for pk, gap in found.items()
    ]
    CoverageGap.objects.bulk_create(rows, ignore_conflicts=True)
    refs = [row.ref for row in rows]
    added = list(CoverageGap.objects.filter(ref__in=refs).select_related("participant"))
    if not added:
        return 0
    clocks = ClockRows(calendar=CALENDAR, plan=PLAN, now=now)
    for gap in added:
        rule = FixedDay(settle_by(clocks.calendar, gap.first_day, now))
        clocks.add(subject=gap, kind=KIND, label=LABEL, rule=rule, by=None)
    clocks.write()
    trail.record_many(trail.build(FOUND, of=gap, by=None, at=now, reason=GapReason(gap.reason).label) for gap in added)
    supervisors = User.objects.active().filter(role=Role.SUPERVISOR)
    facts = {"count": len(added), "today": sum(gap.first_day <= today for gap in added)}
    posting.post_many(
        [Draft(FOUND, person, dedupe=f"{FOUND}:{now.isoformat()}", facts=facts) for person in supervisors], now=now
    )
    return len(added)


def settle_by(calendar: WorkCalendar, first_day: date, now: datetime) -> date:
    """The last Business Day on which somebody is still there; where nobody is, the one whose close comes next."""
    today = market_day(now)
    day = previous_such_day(calendar, first_day - ONE_DAY)
    if first_day > today and day >= today and calendar.closes_at(day) > now:
        return day
    day = next_such_day(calendar, today)
    return day if calendar.closes_at(day) > now else next_such_day(calendar, day + ONE_DAY)


def _follow(held: list[CoverageGap], found: dict[int, Gap]) -> None:
    """What is known may have come nearer, or have another cause by now."""
    changed = []
    for row in held:
        gap = found[row.participant_id]
        if (row.first_day, row.reason, row.person_id) != (gap.day, gap.reason, gap.person):
            # A day that has come stays the day from which nobody was there.
            row.first_day, row.reason, row.person_id = min(row.first_day, gap.day), gap.reason, gap.person
            changed.append(row)
    update_many(CoverageGap, ["first_day", "reason", "person"], changed)


def _close(rows: list[CoverageGap], *, by: User | None, now: datetime) -> int:
    """Somebody is there again: the deadline ends, in time or not, and the row keeps when."""
    clocks = {one.subject_ref: one for one in Clock.objects.filter(subject_ref__in=[gap.ref for gap in rows]).open()}
    for gap in rows:
        gap.apply(closed_at=now)
        if (clock := clocks.get(gap.ref)) is not None:
            stop_clock(clock=clock, by=by, now=now)
        trail.record("participants.coveragegap.closed", of=gap, by=by, at=now)
    return len(rows)
