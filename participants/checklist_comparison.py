"""What candidate roles would ask of a company on top of what it has shown already, and how early that could be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from participants.actions.checklists import accepted_of
from participants.choices import LeadUnit
from participants.models import ChecklistItem, LeadTime, MarketRole, Participant, TestFlight
from participants.planning import as_rule, calendars_of, flights_ahead
from participants.rules.fiscal_years import add_months
from participants.rules.requirements import Block, Checklist, Item, checklist, earliest, without_lead_time
from participants.rules.requirements.timing import first_day
from portal.calendars import loading
from portal.scoping.today import market_day

ONE_DAY: Final = timedelta(days=1)
# Rules that say how long ahead something has to be in: before the day wanted, or before a flight's deadline.
BEFORE_BEGIN: Final = {
    "QSE": ("LT-QSE-APPLY",),
    "CRRAH": ("LT-CRRAH-APPLY",),
    "RE": ("LT-RE-PLD", "LT-RE-START"),
}
BEFORE_FLIGHT: Final = {"LSE-CR-REP": ("LT-LSE-BEFORE-FLIGHT",)}


class Rule(NamedTuple):
    """A lead time of the catalog and the last day that follows from it, where a day is given to count from."""

    lead_time: LeadTime
    last_day: date | None
    late: bool


@dataclass(frozen=True)
class Candidate:
    """One role: what it asks, what of that counts already, and the earliest finish of the rest."""

    role: MarketRole
    asked: Checklist
    accepted: frozenset[str]
    finish: date | None
    unsure: bool
    no_flight: bool
    rules: list[Rule]
    in_time: bool | None

    @property
    def needed(self) -> int:
        """Mandatory items that the company has not shown yet."""
        return sum(item.mandatory and code not in self.accepted for code, item in self.asked.items.items())

    @property
    def mandatory(self) -> int:
        return sum(item.mandatory for item in self.asked.items.values())


class Row(NamedTuple):
    """One item: by which candidates it is asked, and where it was shown already."""

    item: Item
    asked_by: list[bool]
    shown: ChecklistItem | None

    @property
    def shared(self) -> bool:
        return sum(self.asked_by) > 1


@dataclass(frozen=True)
class Comparison:
    """`some_ahead`: a flight can still be applied for, whether or not a candidate makes it."""

    candidates: list[Candidate]
    rows: list[Row]
    some_ahead: bool

    @property
    def shared(self) -> list[Row]:
        return [row for row in self.rows if row.shared]

    @property
    def own(self) -> list[Row]:
        """Asked by one of several only; with one candidate all."""
        return [row for row in self.rows if not row.shared]


def compare(
    participant: Participant, roles: Sequence[MarketRole], blocks: Sequence[Block], *, by: date | None, now: datetime
) -> Comparison:
    """The roles side by side; `by` is the day by which the company wants to begin."""
    shown = {row.code: row for row in accepted_of(ChecklistItem.objects.filter(participant=participant))}
    asked = {role.code: checklist(blocks, role.code) for role in roles}
    flights, rules = flights_ahead(now), _lead_times(roles)
    candidates = [_candidate(role, asked[role.code], frozenset(shown), flights, rules, by, now) for role in roles]
    items = {code: item for one in asked.values() for code, item in one.items.items()}
    order = [item.code for block in blocks for item in block.items]
    rows = [
        Row(items[code], [code in one.asked.items for one in candidates], shown.get(code))
        for code in order
        if code in items
    ]
    return Comparison(candidates, rows, bool(flights))


def _candidate(
    role: MarketRole,
    asked: Checklist,
    shown: frozenset[str],
    flights: Sequence[TestFlight],
    lead_times: Mapping[str, LeadTime],
    by: date | None,
    now: datetime,
) -> Candidate:
    today, settled = market_day(now), shown & asked.items.keys()
    calendars = calendars_of(asked)
    forward = earliest(
        asked, today=today, calendars=calendars, flights=[as_rule(one) for one in flights], settled=settled
    )
    days = [row.finish for row in forward.values()]
    finish = None if None in days else max(days, default=None)
    rules = [_rule(lead_times[code], by, today) for code in _codes(BEFORE_BEGIN, role) if code in lead_times]
    deadline = market_day(flights[0].application_deadline) if flights else None
    rules += [_rule(lead_times[code], deadline, today) for code in _codes(BEFORE_FLIGHT, role) if code in lead_times]
    return Candidate(
        role=role,
        asked=asked,
        accepted=frozenset(settled),
        finish=finish,
        unsure=bool(without_lead_time(item for code, item in asked.items.items() if code not in settled)),
        no_flight=None in days,
        rules=rules,
        in_time=None if by is None or finish is None else finish <= by,
    )


def _codes(of: Mapping[str, tuple[str, ...]], role: MarketRole) -> tuple[str, ...]:
    """A profile follows the rules of its role."""
    return of.get(role.code) or (of.get(role.parent.code, ()) if role.parent else ())


def _lead_times(roles: Sequence[MarketRole]) -> dict[str, LeadTime]:
    wanted = [code for role in roles for of in (BEFORE_BEGIN, BEFORE_FLIGHT) for code in _codes(of, role)]
    return {row.code: row for row in LeadTime.objects.filter(code__in=wanted)}


def _rule(lead_time: LeadTime, before: date | None, today: date) -> Rule:
    """The last day is so many whole days before the day it is counted from."""
    if before is None:
        return Rule(lead_time, None, False)
    if lead_time.unit == LeadUnit.MONTH:
        last = add_months(before, -lead_time.amount)
    else:
        _version, calendar = loading.current(lead_time.calendar)
        last = first_day(calendar, before - ONE_DAY, lead_time.amount)
    return Rule(lead_time, last, last < today)
