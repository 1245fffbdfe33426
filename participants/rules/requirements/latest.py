"""The plan back from a day: until when each item must begin and be finished, and which are late already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from participants.rules.requirements.checklists import Checklist
from participants.rules.requirements.dependencies import ancestors
from participants.rules.requirements.earliest import Earliest, earliest
from participants.rules.requirements.timing import (
    ENTRY,
    ONE_DAY,
    RUN,
    Calendars,
    Flight,
    Pace,
    days_of,
    first_day,
    last_flight,
    last_open,
)


@dataclass(frozen=True, slots=True)
class Latest:
    """The last days on which an item may begin and be finished; both None where no flight ends in time."""

    code: str
    start: date | None
    finish: date | None
    flight: str = ""

    @property
    def no_flight(self) -> bool:
        """No published flight has ended by then: the day cannot be kept, whatever anybody does."""
        return self.finish is None


def latest(
    asked: Checklist,
    *,
    target: date,
    calendars: Calendars,
    flights: Sequence[Flight] = (),
    settled: Collection[str] = (),
    pace: Pace = "typical",
) -> dict[str, Latest]:
    """The plan back from the target, on which all is finished; settled items have no last day and stay out."""
    limits: dict[str, date | None] = dict.fromkeys(asked.items, target)
    plan: dict[str, Latest] = {}
    for code in reversed(asked.order):
        if code in settled:
            continue
        item, limit = asked.items[code], limits[code]
        if limit is None:
            plan[code], ready = Latest(code, None, None), None
        elif item.flight == RUN:
            plan[code], ready = _in_flight(code, limit, asked, limits, flights)
        else:
            calendar, days = calendars[item.day_kind], days_of(item, pace)
            finish = last_open(calendar, limit)
            start = first_day(calendar, finish, days)
            # What takes no day keeps nothing before it from ending on a day off.
            plan[code], ready = Latest(code, start, finish), start - ONE_DAY if days else limit
        for one in asked.before[code]:
            limits[one] = _sooner(limits[one], ready)
    return {code: plan[code] for code in asked.items if code in plan}


def tail_of_flight(asked: Checklist, flight: Flight, *, calendars: Calendars, pace: Pace = "typical") -> date:
    """The day on which all that follows a test flight can be done, when it begins as the flight ends."""
    runs = {code for code, item in asked.items.items() if item.flight == RUN}
    after = {code for code in asked.items if ancestors(code, asked.before) & runs}
    plan = earliest(asked, today=flight.ends_on, calendars=calendars, settled=asked.items.keys() - after, pace=pace)
    return max((row.finish for row in plan.values() if row.finish is not None), default=flight.ends_on)


def late(plan: dict[str, Latest], forward: dict[str, Earliest]) -> list[str]:
    """The items that cannot be finished by their last day any more; those without a flight are told apart."""
    return [
        code
        for code, row in plan.items()
        if row.finish is not None and forward[code].finish is not None and forward[code].finish > row.finish
    ]


def _in_flight(
    code: str, limit: date, asked: Checklist, limits: dict[str, date | None], flights: Sequence[Flight]
) -> tuple[Latest, date | None]:
    """The flight it must make, and the day by which all before it must be ready."""
    flight = last_flight(flights, limit)
    if flight is None:
        return Latest(code, None, None), None
    ready = flight.starts_on - ONE_DAY
    entries = [one for one in ancestors(code, asked.before) if asked.items[one].flight == ENTRY]
    for one in entries:
        limits[one] = _sooner(limits[one], flight.apply_by)
    return Latest(code, flight.starts_on, flight.ends_on, flight.code), (
        ready if entries else min(ready, flight.apply_by)
    )


def _sooner(one: date | None, other: date | None) -> date | None:
    """None is no day at all, and stays so."""
    return None if one is None or other is None else min(one, other)
