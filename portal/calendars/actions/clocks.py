"""Starting, pausing, resuming, stopping and changing a deadline: the parts other actions are made of.

The calling action has asked for permission and records its own verb; each function here locks the clock, writes its
events and steps, and one row of its ledger. Times are arguments: `at` is when it happened, `now` when it is written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from portal.calendars.actions import clock_events as events
from portal.calendars.actions.clock_events import Before
from portal.calendars.actions.clock_rules import RULE, TOLD, columns_of, plan_from, rule_from
from portal.calendars.actions.retiming import retime
from portal.calendars.choices import ChangeCause, ClockState, IntervalKind, Outcome
from portal.calendars.models import CalendarVersion, Clock
from portal.calendars.targets import Target
from portal.lifecycle import subjects
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.lifecycle.rows import Row
from portal.scoping import wall

RUNNING_ALREADY: Final = "This deadline is running already."
ONE_RUNS: Final = {"clock_one_open": RUNNING_ALREADY, "clock_cycle_once": RUNNING_ALREADY}
STOPPED: Final = "The deadline was stopped."


@contextmanager
def _as_the_desk() -> Iterator[None]:
    """Clocks are the desk's own: a participant's action may move them, and reads nothing of them."""
    with wall.as_operator("start, pause, stop and change the desk's clocks"):
        yield


@transaction.atomic
@_as_the_desk()
def start_clock(
    *,
    subject: Row,
    kind: str,
    label: str,
    calendar: str,
    by: Any,
    now: datetime,
    target: Target | None = None,
    fixed_day: date | None = None,
    due_time: str = "close",
    roll: str = "next",
    plan: str = "",
    source: str = "",
    policy_code: str = "",
    policy_version: int = 1,
    started_at: datetime | None = None,
    participant_id: int | None = None,
    inner: bool = True,
    reason: str = "",
) -> Clock:
    """A deadline begins for `subject`: either `target` from `started_at` on, or `fixed_day` (with its `due_time`).

    `plan` is the code of the reminder plan whose levels it takes, `reason` why a further cycle begins. `Refused` where
    the same kind runs already.
    """
    rule = rule_from(target, fixed_day, due_time, roll)
    type_ = subjects.type_of(subject)
    if participant_id is None:
        participant_id = getattr(subject, "participant_id", None)
    clock = Clock(
        subject_type=type_, subject_ref=subject.ref, participant_id=participant_id, inner=inner, kind=kind,
        label=label[:200], source=source, policy_code=policy_code, policy_version=policy_version,
        plan=plan_from(plan), started_at=started_at or now, **columns_of(rule),
    )  # fmt: skip
    return _begin(clock, calendar, by=by, now=now, reason=reason)


@transaction.atomic
@_as_the_desk()
def pause_clock(*, clock: Clock, by: Any, now: datetime, reason: str, at: datetime | None = None) -> Clock:
    """The clock stands still: no due instant, nothing fires. A due instant that had passed stays, and so its breach."""
    clock = _locked(clock, now)
    if clock.state != ClockState.RUNNING:
        raise Refused("This deadline is not running.")
    if not reason.strip():
        raise Refused("Say why the deadline is paused.")
    at, before = _happened(clock, at, now), _before(clock)
    events.note_breach(clock, at=at, now=now)
    events.turn(clock, IntervalKind.PAUSED, at=at, by=by, reason=reason.strip()[:200])
    clock.state = ClockState.PAUSED
    if clock.due_at >= at:
        _work_out_anew(clock)
    clock.save(update_fields=["state", "due_at", "remaining", "breached_at", "calendar_version"])
    events.still_steps(clock)
    events.change(clock, ChangeCause.PAUSED, before=before, by=by, now=now, reason=reason)
    return clock


@transaction.atomic
@_as_the_desk()
def resume_clock(*, clock: Clock, by: Any, now: datetime, reason: str = "", at: datetime | None = None) -> Clock:
    """The clock runs on: its due instant is known again, and steps that are due by now fire once."""
    clock = _locked(clock, now)
    if clock.state != ClockState.PAUSED:
        raise Refused("This deadline is not paused.")
    at, before = _happened(clock, at, now), _before(clock)
    events.turn(clock, IntervalKind.RUNNING, at=at, by=by, reason=reason.strip()[:200])
    clock.state, clock.remaining = ClockState.RUNNING, None
    _work_out_anew(clock, keep_due=clock.due_at is not None)
    clock.save(update_fields=["state", "due_at", "remaining", "calendar_version"])
    events.change(clock, ChangeCause.RESUMED, before=before, by=by, now=now, reason=reason)
    return clock


@transaction.atomic
@_as_the_desk()
def stop_clock(
    *,
    clock: Clock,
    by: Any,
    now: datetime,
    outcome: Outcome | None = None,
    reason: str = "",
    at: datetime | None = None,
) -> Clock:
    """The clock ends: met up to and including its due instant, else missed, unless `outcome` says merged or canceled.

    A breach that was recorded stays: stopping as of an earlier instant does not unmake it.
    """
    clock = _locked(clock, now)
    if clock.state == ClockState.STOPPED:
        raise Refused("This deadline has been stopped already.")
    at, before = _happened(clock, at, now), _before(clock)
    events.note_breach(clock, at=at, now=now)
    missed = clock.breached_at is not None
    if missed and outcome == Outcome.MET:
        raise Refused("A deadline that was missed cannot be recorded as met.")
    clock.state, clock.stopped_at, clock.remaining = ClockState.STOPPED, at, None
    clock.outcome = outcome or (Outcome.MISSED if missed else Outcome.MET)
    clock.save(update_fields=["state", "stopped_at", "outcome", "breached_at", "remaining"])
    events.turn(clock, None, at=at, by=by)
    events.cancel_steps(clock, reason.strip()[:300] or STOPPED)
    events.change(clock, ChangeCause.STOPPED, before=before, by=by, now=now, reason=reason)
    return clock


@transaction.atomic
@_as_the_desk()
def change_target(
    *,
    clock: Clock,
    by: Any,
    now: datetime,
    reason: str,
    target: Target | None = None,
    fixed_day: date | None = None,
    due_time: str = "close",
    roll: str = "next",
    policy_version: int | None = None,
    policy_code: str | None = None,
    calendar: str = "",
    plan: str | None = None,
    source: str | None = None,
) -> Clock:
    """Another rule holds: counted from the original start minus pauses. A breach that has happened stays.

    What fired under the old rule is not repeated; `restart_clock` begins a fresh ladder. Calendar and plan stay what
    they are unless others are named.
    """
    clock = _locked(clock, now)
    if clock.state == ClockState.STOPPED:
        raise Refused("This deadline has been stopped already.")
    rule, before = rule_from(target, fixed_day, due_time, roll), _before(clock)
    events.note_breach(clock, at=now, now=now)
    columns = columns_of(rule) | {"policy_version": policy_version or clock.policy_version}
    told = {"policy_code": policy_code, "source": source, "plan": None if plan is None else plan_from(plan)}
    columns |= {name: value for name, value in told.items() if value is not None}
    if plan == "":
        columns["plan"] = None
    if calendar and calendar != clock.calendar.code:
        columns["calendar"] = events.held_version(calendar)[0].calendar
    for name, value in columns.items():
        setattr(clock, name, value)
    _work_out_anew(clock)
    clock.save(update_fields=[*columns, "due_at", "remaining", "breached_at", "calendar_version"])
    events.change(clock, ChangeCause.POLICY, before=before, by=by, now=now, reason=reason)
    return clock


@transaction.atomic
@_as_the_desk()
def restart_clock(
    *,
    clock: Clock,
    by: Any,
    now: datetime,
    reason: str,
    target: Target | None = None,
    fixed_day: date | None = None,
    due_time: str = "close",
    roll: str = "next",
    started_at: datetime | None = None,
) -> Clock:
    """A new cycle of the same deadline, with a ladder of its own, by the same rule unless another is given.

    The old cycle ends where it still ran: canceled, or missed if its due instant had passed.
    """
    old = _locked(clock, now)
    if old.state != ClockState.STOPPED:
        missed = old.breached_at or (old.due_at is not None and old.due_at < now)
        old = stop_clock(clock=old, by=by, now=now, outcome=None if missed else Outcome.CANCELED, reason=reason)
    same = target is None and fixed_day is None
    columns = (
        {name: getattr(old, name) for name in RULE}
        if same
        else columns_of(rule_from(target, fixed_day, due_time, roll))
    )
    told = {name: getattr(old, name) for name in TOLD}
    return _begin(
        Clock(**told, **columns, started_at=started_at or now), old.calendar.code, by=by, now=now, reason=reason
    )


def _locked(clock: Clock, now: datetime) -> Clock:
    """The clock, locked; where its calendar was published anew and its turn has not come yet, worked out first."""
    clock = Clock.objects.lock(clock.pk)
    held = CalendarVersion.objects.current().filter(calendar=clock.calendar_id).exclude(pk=clock.calendar_version_id)
    if clock.state != ClockState.STOPPED and (version := held.first()) is not None:
        retime([clock], version, now=now)
    return clock


def _begin(clock: Clock, code: str, *, by: Any, now: datetime, reason: str = "") -> Clock:
    version, calendar = events.held_version(code)
    clock.calendar, clock.calendar_version = version.calendar, version
    events.work_out(clock, calendar, [])
    same = Clock.objects.filter(subject_ref=clock.subject_ref, kind=clock.kind)
    clock.cycle = (same.aggregate(last=Max("cycle"))["last"] or 0) + 1
    with refusing(ONE_RUNS):
        clock.save(force_insert=True)
    events.turn(clock, IntervalKind.RUNNING, at=clock.started_at, by=by, reason=reason.strip()[:200])
    events.time_steps(clock, calendar, [])
    events.change(clock, ChangeCause.STARTED, before=Before(), by=by, now=now, reason=reason)
    return clock


def _work_out_anew(clock: Clock, *, keep_due: bool = False) -> None:
    """Due instant and ladder under the version of the calendar that holds now.

    A due instant that had passed is kept, and with it the version it was worked out with.
    """
    pauses = events.pauses_of(clock)
    version, calendar = events.held_version(clock.calendar.code)
    if not keep_due:
        clock.calendar_version = version
        events.work_out(clock, calendar, pauses)
    if clock.state == ClockState.RUNNING:
        events.time_steps(clock, calendar, pauses)


def _happened(clock: Clock, at: datetime | None, now: datetime) -> datetime:
    """When it happened: not in the future, not before the last event of the clock."""
    last = clock.intervals.get(ends_at=None).starts_at
    if at is None:
        return max(now, last)
    if at > now:
        raise Refused("This cannot have happened in the future.")
    if at < last:
        raise Refused("This cannot have happened before the last event of the deadline.")
    return at


def _before(clock: Clock) -> Before:
    return Before(clock, clock.calendar_version.number)
