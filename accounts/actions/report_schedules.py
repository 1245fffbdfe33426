"""Reports that draw themselves: made, paused, resumed, ended, and started when their day has come."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Final

from django.db import transaction

from accounts.models import ReportRun, ReportSchedule, User
from accounts.report_choices import Rhythm
from accounts.report_permissions import can_change_schedule, can_see_report
from accounts.rules import report_rhythm as rules
from portal.audit import trail
from portal.calendars import loading
from portal.lifecycle.refusals import Refused
from portal.reporting.registry import Asked, Report
from portal.scoping.today import MARKET_ZONE, market_day

CALENDAR: Final = "ercot-business"
AT: Final = time(7)
SATURDAY: Final = 5
UNABLE: Final = "{names} may not see this report. It is for: {who}."
MOST_PEOPLE: Final = 50
MOST_SCHEDULES: Final = 30
AT_ONCE: Final = 50


def works_on() -> rules.Works:
    """Whether a day is a Business Day; without a calendar Monday to Friday are."""
    try:
        _version, calendar = loading.current(CALENDAR)
    except Refused:
        return lambda day: day.weekday() < SATURDAY
    return lambda day: bool(calendar.open_spans(day.toordinal()))


@transaction.atomic
def schedule_report(
    *, report: Report, asked: Asked, rhythm: str, recipients: Sequence[User], by: User, now: datetime
) -> ReportSchedule:
    """Have a report drawn by itself for colleagues, from its next day on."""
    by = User.objects.lock(by.pk)
    can_see_report(by, report).enforce()
    if rhythm not in Rhythm.values:
        raise Refused("That is not one of the available choices.")
    people = {one.pk: one for one in recipients}
    if not people or len(people) > MOST_PEOPLE:
        raise Refused(f"Choose one person at least and {MOST_PEOPLE} at most.")
    if any(not one.is_staff or not one.is_active for one in people.values()):
        raise Refused("Reports go to active colleagues only.")
    if unable := [one.name for one in people.values() if not can_see_report(one, report)]:
        raise Refused(UNABLE.format(names=", ".join(unable), who=report.who))
    if ReportSchedule.objects.filter(owner=by, ended_at=None).count() >= MOST_SCHEDULES:
        raise Refused(f"You have {MOST_SCHEDULES} schedules already; end one of them.")
    next_on = rules.next_run(rhythm, market_day(now), works_on())
    schedule = ReportSchedule.objects.create(
        report=report.key, given=dict(asked.given), rhythm=rhythm, owner=by, made_at=now, **_due(next_on)
    )
    schedule.recipients.set(people)
    told = {"report": ["", report.name], "rhythm": ["", rhythm], "people": ["", str(len(people))]}
    trail.record("accounts.reportschedule.made", of=schedule, by=by, at=now, changes=told)
    return schedule


@transaction.atomic
def pause_schedule(*, schedule: ReportSchedule, by: User, now: datetime) -> ReportSchedule:
    """Nothing is drawn until it is resumed."""
    schedule = _changeable(schedule, by)
    if schedule.paused_at is not None:
        raise Refused("It is paused already.")
    schedule.apply(paused_at=now)
    trail.record("accounts.reportschedule.paused", of=schedule, by=by, at=now)
    return schedule


@transaction.atomic
def resume_schedule(*, schedule: ReportSchedule, by: User, now: datetime) -> ReportSchedule:
    """From its next day on; what was left out meanwhile stays left out."""
    schedule = _changeable(schedule, by)
    if schedule.paused_at is None:
        raise Refused("It is not paused.")
    next_on = rules.next_run(schedule.rhythm, market_day(now), works_on())
    schedule.apply(paused_at=None, **_due(next_on))
    trail.record("accounts.reportschedule.resumed", of=schedule, by=by, at=now)
    return schedule


@transaction.atomic
def end_schedule(*, schedule: ReportSchedule, by: User, now: datetime) -> ReportSchedule:
    """For good; its runs stay."""
    schedule = _changeable(schedule, by)
    schedule.apply(ended_at=now)
    trail.record("accounts.reportschedule.ended", of=schedule, by=by, at=now)
    return schedule


def start_due(*, now: datetime) -> int:
    """Have what is due drawn, one schedule a transaction; returns how many runs were begun."""
    begun = 0
    for pk in ReportSchedule.objects.running().filter(next_at__lte=now).order_by("next_at").values_list("pk")[:AT_ONCE]:
        begun += _start(pk[0], now)
    return begun


@transaction.atomic
def _start(pk: int, now: datetime) -> int:
    """Under the row's lock: of two workers the second finds nothing due. After a standstill only the latest period."""
    rows = ReportSchedule.objects.running().select_for_update(of=("self",), skip_locked=True)
    schedule = rows.filter(pk=pk, next_at__lte=now).first()
    if schedule is None:
        return 0
    today, works = market_day(now), works_on()
    day = rules.run_day(rules.current(schedule.rhythm, today), works)
    if day > today:
        # The calendar was changed: the day is none of business any more.
        schedule.apply(**_due(day))
        return 0
    period = rules.period_of(schedule.rhythm, today)
    runs = [
        ReportRun(
            report=schedule.report, given=schedule.given, period=period.key, person_id=person_id, schedule=schedule,
            asked_at=now, try_at=now,
        )
        for person_id in schedule.recipients.order_by("pk").values_list("pk", flat=True)
    ]  # fmt: skip
    ReportRun.objects.bulk_create(runs, ignore_conflicts=True)
    schedule.apply(**_due(rules.next_run(schedule.rhythm, today, works)))
    return len(runs)


def _changeable(schedule: ReportSchedule, by: User) -> ReportSchedule:
    schedule = ReportSchedule.objects.lock(schedule.pk)
    can_change_schedule(by, schedule).enforce()
    if schedule.ended_at is not None:
        raise Refused("This schedule has ended.")
    return schedule


def _due(day: date) -> dict[str, date | datetime]:
    return {"next_on": day, "next_at": datetime.combine(day, AT, MARKET_ZONE)}
