"""Counting whole days: a day counts when the calendar opens on it and the clock runs at its due moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal, NamedTuple

from portal.calendars.localtime import HORIZON_DAYS, MICROSECOND, NeverOpens, TooFar, as_utc, first_instant
from portal.calendars.pauses import Pause
from portal.calendars.week import WorkCalendar

StartDay = Literal["exclusive", "inclusive"]
DueTime = Literal["same", "close", "end_of_day"]
Verdict = Literal["counted", "lost", "closed", "start", "due"]


@dataclass(frozen=True, slots=True)
class DayRule:
    """Whether the start's own day may be the first, and the time of day at which the last one ends."""

    start_day: StartDay = "exclusive"
    due_time: DueTime = "same"

    def __post_init__(self):
        if self.start_day not in ("exclusive", "inclusive"):
            raise ValueError("The start day is either exclusive or inclusive.")
        if self.due_time not in ("same", "close", "end_of_day"):
            raise ValueError("The due time is the same time of day, the close of business or the end of the day.")


class Step(NamedTuple):
    """One local day on the way, its due moment (None on a closed day), and what became of it."""

    ordinal: int
    moment: datetime | None
    verdict: Verdict


def advance_days(
    calendar: WorkCalendar,
    start: datetime,
    days: int,
    *,
    start_day: StartDay = "exclusive",
    due_time: DueTime = "same",
    pauses: Sequence[Pause] = (),
) -> datetime | None:
    """The due moment of the last of so many open days; negative days count back and take no pauses (ValueError).

    Exclusive: the day after the start's day may be the first. Inclusive: the start's own day is the first if it is
    open and its due moment is not before the start (counting back: not after it). Zero days: the start, or the
    first close or end of day that has not passed. None while an open pause keeps it from being reached.
    """
    return count_steps(calendar, start, days, DayRule(start_day, due_time), pauses)[0]


def next_such_day(calendar: WorkCalendar, day: date) -> date:
    """The day itself when the calendar opens on it, else the next day it does; NeverOpens if there is none."""
    return _nearest(calendar, day, 1)


def previous_such_day(calendar: WorkCalendar, day: date) -> date:
    """The day itself when the calendar opens on it, else the last day before on which it did."""
    return _nearest(calendar, day, -1)


def count_days(calendar: WorkCalendar, first: date, last: date) -> int:
    """How many days from `first` to `last`, both included, the calendar opens on."""
    if last.toordinal() - first.toordinal() > HORIZON_DAYS:
        raise TooFar
    return sum(bool(calendar.open_spans(ordinal)) for ordinal in range(first.toordinal(), last.toordinal() + 1))


def count_steps(
    calendar: WorkCalendar, start: datetime, days: int, rule: DayRule, pauses: Sequence[Pause] = ()
) -> tuple[datetime | None, list[Step]]:
    """The due instant (None: an open pause) and every day looked at on the way, in the order of the walk."""
    start = as_utc(start)
    if days < 0 and pauses:
        raise ValueError("Counting back takes no pauses.")
    if days == 0:
        if rule.due_time == "same":
            return start, []
        rule = DayRule("inclusive", rule.due_time)
    taken: list[Step] = []
    missing = abs(days) or 1
    for step in _steps(calendar, start, -1 if days < 0 else 1, rule, pauses):
        taken.append(step if days or step.verdict != "counted" else step._replace(verdict="due"))
        missing -= step.verdict == "counted"
        if not missing:
            return step.moment, taken
    return None, taken


def _steps(
    calendar: WorkCalendar, start: datetime, direction: int, rule: DayRule, pauses: Sequence[Pause]
) -> Iterator[Step]:
    """Day after day from the start's day; ends at the first day lost to an open pause."""
    today, opened = calendar.day_of(start), False
    pauses = [pause for pause in pauses if pause.until > start]
    for distance in range(HORIZON_DAYS):
        ordinal = today + direction * distance
        if not calendar.open_spans(ordinal):
            yield Step(ordinal, None, "closed")
            continue
        opened = True
        moment = _moment(calendar, ordinal, start, rule.due_time)
        passed = moment < start if direction > 0 else moment > start
        if passed or (distance == 0 and rule.start_day == "exclusive"):
            yield Step(ordinal, moment, "start")
            continue
        lost_to = _lost_to(calendar, start, moment, pauses)
        yield Step(ordinal, moment, "lost" if lost_to else "counted")
        if lost_to and lost_to.end is None:
            return
    raise calendar.out_of_reach(opened)


def _moment(calendar: WorkCalendar, ordinal: int, start: datetime, due_time: DueTime) -> datetime:
    """When an open day is over for the count."""
    if due_time == "close":
        return calendar.open_spans(ordinal)[-1][1]
    if due_time == "end_of_day":
        return calendar.midnight(ordinal + 1) - MICROSECOND
    local = start.astimezone(calendar.zone)
    # On its own day the start is its own moment, even in the second of two equal hours.
    if local.toordinal() == ordinal:
        return start
    return first_instant(calendar.zone, datetime.combine(date.fromordinal(ordinal), _naive(local)))


def _naive(local: datetime) -> time:
    return local.time().replace(fold=0)


def _lost_to(calendar: WorkCalendar, start: datetime, moment: datetime, pauses: Sequence[Pause]) -> Pause | None:
    """The pause that costs the day: the clock stood still at the last open instant up to the due moment.

    A pause that lies wholly outside opening hours costs nothing, even when it ends exactly at an opening that is due.
    What of a pause lies before the start plays no part.
    """
    if not pauses:
        return None
    ran_until = _last_open_before(calendar, moment)
    has_run = ran_until is not None and ran_until > start
    last = moment if calendar.is_open_at(moment) else ran_until
    if last is None or last < start:
        return None
    costly = [
        pause
        for pause in pauses
        if pause.start < last <= pause.until and (last < pause.until or (has_run and pause.start < ran_until))
    ]
    return max(costly, key=lambda pause: pause.until, default=None)


def _last_open_before(calendar: WorkCalendar, instant: datetime) -> datetime | None:
    try:
        return next(calendar.open_back(instant))[1]
    except NeverOpens:
        return None


def _nearest(calendar: WorkCalendar, day: date, direction: int) -> date:
    first = day.toordinal()
    for ordinal in range(first, first + direction * HORIZON_DAYS, direction):
        if calendar.open_spans(ordinal):
            return date.fromordinal(ordinal)
    raise calendar.out_of_reach(opened=False)
