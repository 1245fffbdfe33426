"""The earliest day of each item, and the path of items that decides it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from participants.rules.requirements.checklists import Checklist
from participants.rules.requirements.dependencies import ancestors
from participants.rules.requirements.timing import (
    ENTRY,
    ONE_DAY,
    RUN,
    Calendars,
    Flight,
    Pace,
    days_of,
    finished,
    next_flight,
)


@dataclass(frozen=True, slots=True)
class Earliest:
    """When work on an item can begin and be finished; both None while no flight that fits is published."""

    code: str
    ready: date | None
    finish: date | None
    flight: str = ""

    @property
    def no_flight(self) -> bool:
        """It runs in, or waits for, a flight that nobody has published yet: no day can be told."""
        return self.finish is None


def earliest(
    asked: Checklist,
    *,
    today: date,
    calendars: Calendars,
    flights: Sequence[Flight] = (),
    settled: Collection[str] = (),
    pace: Pace = "typical",
    chosen: Flight | None = None,
) -> dict[str, Earliest]:
    """The plan forward from today. Settled items (accepted, waived, not applicable) take no time.

    Once what enters a flight is settled the `chosen` one is entered: it counts although nobody else can apply for it
    any more, and although it has begun where nothing before it is open.
    """
    plan: dict[str, Earliest] = {}
    for code in asked.order:
        item = asked.items[code]
        if code in settled:
            plan[code] = Earliest(code, today, today)
            continue
        ready = _latest_of([plan[one].finish for one in asked.before[code]], today)
        if ready is None:
            plan[code] = Earliest(code, None, None)
        elif item.flight == RUN:
            plan[code] = _in_flight(code, ready, asked, plan, flights, frozenset(settled), chosen)
        else:
            plan[code] = Earliest(code, ready, finished(calendars[item.day_kind], ready, days_of(item, pace)))
    return {code: plan[code] for code in asked.items}


def critical_path(asked: Checklist, plan: dict[str, Earliest], settled: Collection[str] = ()) -> list[str]:
    """The items that decide when all is done, first to last; a missing flight decides before any date."""
    ahead = [code for code in asked.items if code not in settled]
    path: list[str] = []
    while ahead:
        # Of two that end the same day the later one: what takes no time of its own stands at the end.
        last = max(reversed(ahead), key=lambda code: plan[code].finish or date.max)
        path.insert(0, last)
        ahead = [code for code in asked.items if code in asked.before[last] and code not in settled]
    return path


def _in_flight(
    code: str,
    ready: date,
    asked: Checklist,
    plan: dict[str, Earliest],
    flights: Sequence[Flight],
    settled: frozenset[str],
    chosen: Flight | None,
) -> Earliest:
    ahead = ancestors(code, asked.before)
    entries = [one for one in ahead if asked.items[one].flight == ENTRY]
    if chosen is not None and entries and settled >= {*entries}:
        last = chosen.ends_on if settled >= {*ahead} else chosen.starts_on - ONE_DAY
        if ready <= last:
            return Earliest(code, ready, chosen.ends_on, chosen.code)
    applied = max((plan[one].finish for one in entries), default=ready)
    flight = next_flight(flights, applied, ready)
    if flight is None:
        return Earliest(code, None, None)
    return Earliest(code, ready, flight.ends_on, flight.code)


def _latest_of(days: Sequence[date | None], default: date) -> date | None:
    return None if None in days else max(days, default=default)
