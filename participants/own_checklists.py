"""What a participant's own pages show of its checklists: what we need from it next, what is with us, what comes later.

Reads inside the wall: items, requirements and catalogs, but no clock, note or waiver.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from accounts.models import Department
from participants.choices import ItemState
from participants.models import Checklist, ChecklistItem
from participants.planning import Plan, as_rule, flights_ahead, plan_of
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import OPEN, REVIEWABLE, SETTLED
from participants.rules.requirements import Anchor, Flight, anchors
from portal.web.words import short_day

# Colors only repeat what the words say.
TONES: Final = {
    ItemState.NOT_STARTED: "neutral",
    ItemState.WAITING: "warn",
    ItemState.SUBMITTED: "info",
    ItemState.IN_REVIEW: "info",
    ItemState.RETURNED: "bad",
    ItemState.ACCEPTED: "good",
    ItemState.AT_RISK: "bad",
    ItemState.WAIVED: "accent",
    ItemState.NOT_APPLICABLE: "neutral",
}
# The participant's own words where the desk's would sound odd.
WORDS: Final = {ItemState.NOT_STARTED: "To do", ItemState.WAITING: "Asked for", ItemState.RETURNED: "Sent back"}
MOST_OPEN: Final = 2000
MOST_NAMED: Final = 2


@dataclass(frozen=True, slots=True)
class Point:
    """An item as its participant reads it: what it waits for, who reviews it, its last day and why that day."""

    item: ChecklistItem
    waits: tuple[ChecklistItem, ...] = ()
    reviewers: str = ""
    why: str = ""
    late: bool = False

    @property
    def url(self) -> str:
        return self.item.get_my_url()

    @property
    def words(self) -> str:
        return WORDS.get(self.item.state, self.item.get_state_display())

    @property
    def tone(self) -> str:
        return TONES[self.item.state]

    @property
    def named(self) -> tuple[ChecklistItem, ...]:
        """The first of those it waits for; a row has no room for ten."""
        return self.waits[:MOST_NAMED]

    @property
    def more(self) -> int:
        """How many further ones there are."""
        return len(self.waits) - len(self.named)

    @property
    def is_with_us(self) -> bool:
        return self.item.state in REVIEWABLE

    @property
    def is_settled(self) -> bool:
        return self.item.state in SETTLED

    @property
    def is_wanted(self) -> bool:
        """Whether somebody counts on it: mandatory, or asked for."""
        return self.item.mandatory or self.item.state != ItemState.NOT_STARTED

    @property
    def is_needed(self) -> bool:
        """The participant's turn, and nothing has to come first."""
        return self.is_wanted and not self.waits and not (self.is_with_us or self.is_ours or self.is_settled)

    @property
    def is_ours(self) -> bool:
        """The operator brings it about itself, and nothing has to come first."""
        return self.item.requirement.by_operator and not self.waits and not (self.is_with_us or self.is_settled)


@dataclass(frozen=True)
class Sheet:
    """A whole checklist for the page of its participant."""

    points: list[Point]
    plan: Plan
    departments: Mapping[str, str]

    @cached_property
    def needed(self) -> list[Point]:
        return urgent_first(point for point in self.points if point.is_needed)

    @property
    def with_us(self) -> list[Point]:
        return [point for point in self.points if point.is_with_us]

    @property
    def ours(self) -> list[Point]:
        return [point for point in self.points if point.is_ours]

    @property
    def later(self) -> list[Point]:
        return [point for point in self.points if point.is_wanted and point.waits and not self._placed(point)]

    @property
    def optional(self) -> list[Point]:
        return [point for point in self.points if not point.is_wanted and not self._placed(point)]

    @property
    def settled(self) -> list[Point]:
        return [point for point in self.points if point.is_settled]

    @property
    def wanted(self) -> int:
        return sum(point.item.mandatory for point in self.points)

    @property
    def done(self) -> int:
        return sum(point.item.mandatory and point.is_settled for point in self.points)

    @property
    def complete(self) -> bool:
        return self.done == self.wanted

    @property
    def late(self) -> list[Point]:
        return [point for point in self.points if point.late]

    def _placed(self, point: Point) -> bool:
        return point.is_with_us or point.is_ours or point.is_settled


def sheet_of(checklist: Checklist, *, now: datetime, today: date) -> Sheet:
    """All of a checklist; five statements, whatever it holds."""
    items = list(checklist.items.select_related("requirement").order_by("position"))
    chosen = checklist.flight
    ahead = flights_ahead(now)
    plan = plan_of(items, now=now, target_on=checklist.target_on, flight=chosen, flights=ahead)
    flights = {one.code: as_rule(one) for one in ([*ahead, chosen] if chosen else ahead)}
    decided = anchors(plan.asked, plan.back, flights)
    departments = department_names()
    rows = {row.code: row for row in items}
    points = [
        Point(
            item=row,
            waits=_waits(row, rows),
            reviewers=reviewers_of(row, departments),
            why=_why(decided.get(row.code), flights, plan.target) if row.due_on and row.state in OPEN else "",
            late=_is_late(row, today),
        )
        for row in items
    ]
    return Sheet(points, plan, departments)


def open_points(rows: Any, today: date) -> dict[int, list[Point]]:
    """What is needed next of each checklist, by its key; one statement. `rows` are the items one may see."""
    rows = rows.filter(state__in=OPEN).exclude(checklist__registration__status__in=ENDED)
    rows = rows.select_related("requirement", "checklist__registration__role").order_by("checklist", "position")
    found: dict[int, dict[str, ChecklistItem]] = defaultdict(dict)
    for row in rows[:MOST_OPEN]:
        found[row.checklist_id][row.code] = row
    return {key: urgent_first(_needed(items, today)) for key, items in found.items()}


def urgent_first(points: Iterable[Point]) -> list[Point]:
    """Those with a last day first, the nearest of them on top; otherwise in the order they are worked on."""
    return sorted(points, key=lambda point: (point.item.due_on or date.max, point.item.position))


def department_names() -> dict[str, str]:
    return dict(Department.objects.values_list("code", "name"))


def reviewers_of(row: ChecklistItem, departments: Mapping[str, str]) -> str:
    return " or ".join(departments.get(code, code) for code in row.requirement.reviewers)


def _needed(items: Mapping[str, ChecklistItem], today: date) -> list[Point]:
    points = (Point(row, _waits(row, items), late=_is_late(row, today)) for row in items.values())
    return [point for point in points if point.is_needed]


def _waits(row: ChecklistItem, rows: Mapping[str, ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """The open items that come first; `rows` may leave out what is settled."""
    ahead: Sequence[ChecklistItem] = [rows[code] for code in row.waits_for if code in rows]
    return tuple(one for one in ahead if one.state in OPEN) if row.state in OPEN else ()


def _is_late(row: ChecklistItem, today: date) -> bool:
    return row.due_on is not None and row.state in OPEN and row.state not in REVIEWABLE and row.due_on < today


def _why(anchor: Anchor | None, flights: Mapping[str, Flight], target: date | None) -> str:
    """Why that day, in words."""
    flight = flights.get(anchor.flight) if anchor is not None else None
    if anchor is not None and flight is not None:
        match anchor.kind:
            case "apply":
                return f"so that flight {flight.code} can be joined: application until {short_day(flight.apply_by)}"
            case "begin":
                return f"so that all is ready when flight {flight.code} begins on {short_day(flight.starts_on)}"
            case "run":
                return f"flight {flight.code} runs until {short_day(flight.ends_on)}"
    return f"so that everything is done by {short_day(target)}" if target else ""
