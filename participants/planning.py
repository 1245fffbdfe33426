"""The plan of a checklist: forward from today, back from the target or the flight, and what decides when all is done.

Reads calendars and flights and asks the rules; writes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from participants.checklists import asked, settled_codes
from participants.models import ChecklistItem, TestFlight
from participants.rules.requirements import (
    Checklist,
    Earliest,
    Flight,
    Latest,
    critical_path,
    earliest,
    late,
    latest,
    tail_of_flight,
    without_lead_time,
)
from portal.calendars import loading
from portal.calendars.week import WorkCalendar
from portal.scoping.today import market_day


@dataclass(frozen=True, slots=True)
class Plan:
    """`forward` and `back` by code; `back` is empty without a target. `target` is the day all is planned back from.

    `no_flight`: an open item needs a test flight and none that fits is published. `unknown`: open items whose days
    nobody can tell, so every day is "not before".
    """

    asked: Checklist
    forward: dict[str, Earliest]
    back: dict[str, Latest]
    target: date | None
    path: tuple[str, ...]
    late: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def finish(self) -> date | None:
        """The earliest day on which all can be done; None while a flight is missing."""
        days = [row.finish for row in self.forward.values()]
        return None if None in days else max(days, default=None)

    @property
    def no_flight(self) -> bool:
        return any(row.no_flight for row in self.forward.values())

    @property
    def misses_target(self) -> bool:
        """No published flight ends in time for the target, whatever anybody does."""
        return any(row.no_flight for row in self.back.values())


def plan_of(
    items: Iterable[ChecklistItem],
    *,
    now: datetime,
    target_on: date | None = None,
    flight: TestFlight | None = None,
    flights: Sequence[TestFlight] | None = None,
) -> Plan:
    """The plan of stored items (with their requirement) as of an instant.

    With a `flight` the plan goes back from it: all before it in time for its deadlines, all after it as long as it
    takes. `flights` are the published ones ahead, read unless given; a flight chosen counts even when it has begun.
    """
    rows = list(items)
    wanted, settled, today = asked(rows), settled_codes(rows), market_day(now)
    calendars = calendars_of(wanted)
    ahead = flights_ahead(now) if flights is None else list(flights)
    published = [as_rule(one) for one in ahead]
    chosen = as_rule(flight) if flight is not None else None
    forward = earliest(wanted, today=today, calendars=calendars, flights=published, settled=settled, chosen=chosen)
    target = target_on
    if target is None and chosen is not None:
        target = tail_of_flight(wanted, chosen, calendars=calendars)
    joined = published if chosen is None else [chosen]
    back = (
        latest(wanted, target=target, calendars=calendars, flights=joined, settled=settled)
        if target is not None
        else {}
    )
    open_items = [item for code, item in wanted.items.items() if code not in settled]
    return Plan(
        asked=wanted,
        forward=forward,
        back=back,
        target=target,
        path=tuple(critical_path(wanted, forward, settled)),
        late=tuple(late(back, forward)),
        unknown=tuple(without_lead_time(open_items)),
    )


def calendars_of(wanted: Checklist) -> dict[str, WorkCalendar]:
    """The working calendars that the items count by; one statement, the calendars themselves are remembered."""
    return loading.current_of(item.day_kind for item in wanted.items.values())


def flights_ahead(now: datetime) -> list[TestFlight]:
    """Published flights that can still be applied for, the next one first."""
    return list(TestFlight.objects.filter(application_deadline__gte=now).order_by("application_deadline", "code"))


def as_rule(flight: TestFlight) -> Flight:
    return Flight(flight.code, flight.starts_on, flight.ends_on, market_day(flight.application_deadline))
