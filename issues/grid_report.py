"""What a grid event did to the targets: how long clocks stood still, and what would have been missed without it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from issues.models import GridEvent, GridPause, Issue
from portal.calendars import deadlines, ladders, loading, worktime
from portal.calendars.choices import Outcome
from portal.calendars.models import Clock, ClockInterval
from portal.calendars.pauses import Pause
from portal.calendars.week import WorkCalendar

MOST: Final = 20_000
LISTED: Final = 50
NOTHING: Final = timedelta(0)


@dataclass
class Line:
    """One clock: the open time it stood still, and when it would have been due without the event."""

    clock: Clock
    paused: timedelta
    declared: timedelta
    due_without: datetime | None
    missed: bool
    missed_without: bool
    issue: Issue | None = None


@dataclass
class Effect:
    """`spared` are targets that would have been missed without the event, and were not."""

    clocks: int = 0
    issues: int = 0
    paused: timedelta = NOTHING
    missed: int = 0
    missed_without: int = 0
    spared: int = 0
    whole: int = 0
    lines: list[Line] = field(default_factory=list)


def effect_of(event: GridEvent, user: Any, now: datetime) -> Effect:
    """Figures over all clocks that stood still, and the first of those whose issues the person may see."""
    lines = lines_of(event, now)
    effect = Effect(clocks=len(lines), issues=len({line.clock.subject_ref for line in lines}))
    for line in lines:
        effect.paused += line.paused
        effect.missed += line.missed
        effect.missed_without += line.missed_without
        effect.spared += line.missed_without and not line.missed
        effect.whole += line.paused == line.declared
    shown = sorted(lines, key=lambda line: (not line.missed, not line.missed_without, -line.paused, line.clock.pk))
    refs = {line.clock.subject_ref for line in shown[: LISTED * 4]}
    known = {issue.ref: issue for issue in Issue.objects.visible_to(user).filter(ref__in=refs)}
    for line in shown:
        line.issue = known.get(line.clock.subject_ref)
    effect.lines = [line for line in shown if line.issue is not None][:LISTED]
    return effect


def lines_of(event: GridEvent, now: datetime) -> list[Line]:
    """Every clock that stood still for the event; four statements for any number."""
    held: dict[int, list[GridPause]] = defaultdict(list)
    for pause in GridPause.objects.filter(event=event).select_related("clock").order_by("pk")[:MOST]:
        held[pause.clock_id].append(pause)
    clocks = [pauses[0].clock for pauses in held.values()]
    calendars = loading.many({clock.calendar_version_id for clock in clocks})
    stills = _stills(clocks)
    return [
        _line(event, clock, held[clock.pk], stills[clock.pk], calendars[clock.calendar_version_id], now)
        for clock in clocks
    ]


def _stills(clocks: Iterable[Clock]) -> dict[int, list[ClockInterval]]:
    found: dict[int, list[ClockInterval]] = defaultdict(list)
    rows = ClockInterval.objects.filter(clock__in=list(clocks), kind="paused").order_by("starts_at", "id")
    for row in rows:
        found[row.clock_id].append(row)
    return found


def _line(
    event: GridEvent,
    clock: Clock,
    held: list[GridPause],
    stills: list[ClockInterval],
    calendar: WorkCalendar,
    now: datetime,
) -> Line:
    paused = sum((worktime.elapsed(calendar, one.from_at, one.until_at or now) for one in held), NOTHING)
    ends = min(event.ends_at or now, clock.stopped_at or now, now)
    declared = worktime.elapsed(calendar, max(event.starts_at, clock.started_at), max(event.starts_at, ends))
    starts = {one.from_at for one in held}
    others = ladders.pauses_of(one for one in stills if one.starts_at not in starts)
    due = _due(calendar, clock, others)
    counted = clock.outcome not in (Outcome.MERGED, Outcome.CANCELED)
    late = counted and due is not None and due < (clock.stopped_at or now)
    return Line(clock, paused, declared, due, clock.breached_at is not None, late or clock.breached_at is not None)


def _due(calendar: WorkCalendar, clock: Clock, pauses: list[Pause]) -> datetime | None:
    return deadlines.reached_at(calendar, clock.started_at, deadlines.rule_of(clock), pauses)
