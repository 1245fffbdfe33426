"""Why this date: a clock explained to people, span by span. Reads nothing: rows and calendar are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.utils import timezone

from portal.calendars import deadlines
from portal.calendars.choices import StepOutcome
from portal.calendars.deadlines import FixedDay
from portal.calendars.due_words import length_words
from portal.calendars.ledger import LedgerSpan
from portal.calendars.localtime import ZERO
from portal.calendars.pauses import Pause
from portal.calendars.week import WorkCalendar
from portal.web.words import long_day, short_day

PLOT_WIDTH = 1000
# More spans than this make no picture any more; the table tells them all.
MOST_DRAWN = 400
STEP_TONES = {StepOutcome.NOTIFIED: "good", StepOutcome.SUPERSEDED: "info"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the ledger in words; `start` and `end` in the calendar's zone."""

    start: str
    end: str
    counted: str
    total: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """A span in the picture, in units of its width, as SVG writes them."""

    x: str
    width: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Mark:
    x: str
    kind: str
    title: str


@dataclass
class Why:
    rule: str
    lines: list[Line]
    total: str
    plot: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def explain(clock: Any, calendar: WorkCalendar, pauses: Sequence[Pause], steps: Iterable[Any], now: datetime) -> Why:
    """The rule in words, the ledger with its running total, and a picture of both."""
    spans = ledger_of(clock, calendar, pauses)
    by_days = any(span.counted_days for span in spans)
    lines = _lines(spans, calendar, by_days)
    why = Why(rule_words(clock), lines, lines[-1].total if lines else "")
    if spans and len(spans) <= MOST_DRAWN:
        told = [step for step in steps if step.fire_at is not None and step.outcome != StepOutcome.CANCELED]
        _draw(why, clock, spans, calendar, told, now)
    return why


def ledger_of(clock: Any, calendar: WorkCalendar, pauses: Sequence[Pause]) -> list[LedgerSpan]:
    """The spans under the version the due instant was worked out with; pauses that came later play no part.

    A clock that was stopped while paused has no due instant: its ledger ends with that pause.
    """
    if clock.due_at is not None:
        pauses = [pause for pause in pauses if pause.start < clock.due_at]
    elif clock.stopped_at is not None:
        pauses = [*pauses[:-1], replace(pauses[-1], end=None)]
    return deadlines.ledger(calendar, clock.started_at, deadlines.rule_of(clock), pauses)


def rule_words(clock: Any) -> str:
    """For people: "8 hours", "Friday, November 27, 2026, close of business, or the next open day"."""
    rule = deadlines.rule_of(clock)
    if not isinstance(rule, FixedDay):
        return rule.in_words()
    roll = {"next": ", or the next open day", "previous": ", or the open day before"}.get(rule.roll, "")
    return f"{long_day(rule.day)}, {clock.get_due_time_display()}{roll}"


def versions_words(change: Any) -> str:
    """Which versions a change led from and to: "calendar version 1 → 2"; empty where they stayed."""
    pairs = (
        ("calendar", change.old_calendar_version, change.new_calendar_version),
        ("policy", change.old_policy_version, change.new_policy_version),
    )
    return ", ".join(f"{what} version {old} → {new}" for what, old, new in pairs if old is not None and old != new)


def local_words(at: datetime | None, calendar: WorkCalendar) -> str:
    """An instant on the calendar's wall: "Fri, Nov 27, 2026, 17:00"; seconds where there are any."""
    if at is None:
        return "still open"
    local = timezone.localtime(at, calendar.zone)
    exact = f"{local:%H:%M:%S}" if local.second or local.microsecond else f"{local:%H:%M}"
    return f"{local:%a}, {short_day(local)}, {exact}"


def _lines(spans: Sequence[LedgerSpan], calendar: WorkCalendar, by_days: bool) -> list[Line]:
    totals: Iterable[Any] = (
        accumulate(span.counted_days for span in spans)
        if by_days
        else accumulate((span.counted for span in spans), initial=ZERO)
    )
    if not by_days:
        totals = list(totals)[1:]
    return [
        Line(
            local_words(span.start, calendar),
            local_words(span.end, calendar),
            _amount(span.counted_days if by_days else span.counted),
            _amount(total) or ("0 days" if by_days else "0 min"),
            span.kind,
            span.reason,
        )
        for span, total in zip(spans, totals, strict=True)
    ]


def _amount(counted: int | timedelta) -> str:
    """ "2 days", "3 h 12 min"; empty for nothing."""
    if not counted:
        return ""
    if isinstance(counted, int):
        return f"{counted} day{'s' if counted > 1 else ''}"
    return length_words(counted)


def _draw(
    why: Why, clock: Any, spans: Sequence[LedgerSpan], calendar: WorkCalendar, steps: Sequence[Any], now: datetime
) -> None:
    first = spans[0].start
    known = [span.end for span in spans if span.end is not None] + [step.fire_at for step in steps]
    last = max([*known, clock.started_at + timedelta(minutes=1)])
    if clock.stopped_at is None and clock.due_at is None:
        last = max(last, now)
    whole = last - first

    def place(at: datetime) -> float:
        return min(1, max(0, (at - first) / whole)) * PLOT_WIDTH

    for span in spans:
        x = place(span.start)
        why.plot.append(Block(f"{x:.2f}", f"{place(span.end or last) - x:.2f}", span.kind, span.reason))
    marks = [(step.fire_at, "step", step.name) for step in steps]
    marks += [(clock.due_at, "due", "Due"), (clock.stopped_at, "stopped", "Stopped")]
    if clock.stopped_at is None:
        marks.append((now, "now", "Now"))
    why.marks = [
        Mark(f"{place(at):.2f}", kind, f"{name}: {local_words(at, calendar)}")
        for at, kind, name in marks
        if at is not None and first <= at <= last
    ]
