"""What the pages show of checklists: each item with whose turn it is, its days, and what it waits for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, F, Func, OuterRef, QuerySet

from accounts.models import Department
from participants.actions.item_clocks import DUE, REVIEW
from participants.choices import ItemState
from participants.models import Checklist, ChecklistItem, RequirementBlock, Waiver
from participants.planning import Plan
from participants.rules.checklist_moves import OPEN, REVIEWABLE, SETTLED
from participants.rules.checklist_turns import Turn, turn_of
from participants.rules.requirements.dependencies import ancestors
from portal.audit.timeline import Told
from portal.calendars.models import Clock
from portal.lifecycle.subjects import type_of

VIEWS: Final = {
    "all": "All",
    "open": "Open",
    "participant": "With the participant",
    "review": "In review",
    "late": "Late",
}
# Colors only repeat what the words say.
TONES: Final = {
    "not_started": "neutral",
    "waiting": "warn",
    "submitted": "info",
    "in_review": "info",
    "returned": "bad",
    "accepted": "good",
    "at_risk": "bad",
    "waived": "accent",
    "not_applicable": "neutral",
}


@dataclass(frozen=True)
class Line:
    """One item of a checklist with what its plan and its clocks say.

    `begin` and `finish` are the earliest days, `last` the last one by the plan back; `unsure`: the days are "not
    before", since nobody knows how long it or something ahead of it takes.
    """

    item: ChecklistItem
    turn: Turn
    waits: tuple[ChecklistItem, ...]
    who: str
    tone: str
    begin: date | None = None
    finish: date | None = None
    last: date | None = None
    late: bool = False
    critical: bool = False
    unsure: bool = False
    no_flight: bool = False
    clock: Clock | None = None
    overdue: bool = False

    @property
    def code(self) -> str:
        return self.item.code

    def in_view(self, view: str) -> bool:
        state = self.item.state
        match view:
            case "open":
                return state in OPEN
            case "participant":
                return self.turn == Turn.PARTICIPANT
            case "review":
                return state in REVIEWABLE
            case "late":
                return self.late or self.overdue
        return True


class Next(NamedTuple):
    """Who acts next on how many items."""

    who: str
    count: int
    icon: str


@dataclass(frozen=True)
class Sheet:
    """A whole checklist as its page shows it."""

    checklist: Checklist
    plan: Plan
    lines: list[Line]

    @cached_property
    def mandatory(self) -> list[Line]:
        return [line for line in self.lines if line.item.mandatory]

    @property
    def settled(self) -> int:
        return sum(line.item.state in SETTLED for line in self.mandatory)

    @property
    def unsure(self) -> bool:
        return bool(self.plan.unknown)

    @property
    def late(self) -> list[Line]:
        return [line for line in self.lines if line.in_view("late")]

    @property
    def path(self) -> list[Line]:
        """The items that decide when all is done, first to last."""
        known = {line.code: line for line in self.lines}
        return [known[code] for code in self.plan.path]

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """How many items stand in each state that occurs: label, tone, number."""
        counted = Counter(line.item.state for line in self.lines)
        labels = dict(ChecklistItem._meta.get_field("state").choices)
        return [(labels[state], TONES[state], counted[state]) for state in TONES if counted[state]]

    @property
    def next(self) -> list[Next]:
        """Who must act next, the participant first; what waits for other items stands last."""
        turns = Counter((line.turn, line.who) for line in self.lines if line.turn != Turn.NOBODY)
        icons = {Turn.PARTICIPANT: "building-2", Turn.DEPARTMENT: "users", Turn.BLOCKED: "hourglass"}
        order = list(icons)
        blocked = sum(number for (turn, _), number in turns.items() if turn == Turn.BLOCKED)
        found = sorted(
            ((turn, who) for turn, who in turns if turn != Turn.BLOCKED), key=lambda one: order.index(one[0])
        )
        rows = [Next(who, turns[turn, who], icons[turn]) for turn, who in found]
        return [*rows, Next("Waiting for other items", blocked, icons[Turn.BLOCKED])] if blocked else rows

    def count(self, view: str) -> int:
        return sum(line.in_view(view) for line in self.lines)

    def blocks(self, view: str) -> list[tuple[RequirementBlock, list[Line]]]:
        """The lines of a view by block, in the order they are worked on."""
        found: dict[RequirementBlock, list[Line]] = defaultdict(list)
        for line in self.lines:
            if line.in_view(view):
                found[line.item.requirement.version.block].append(line)
        return list(found.items())


def items_shown(rows: QuerySet[ChecklistItem]) -> QuerySet[ChecklistItem]:
    """With the requirement, its block, the names of its departments, and whether somebody asks to do without it."""
    asked = Waiver.objects.filter(item=OuterRef("pk"), decided_at=None)
    named = Func(OuterRef("requirement__reviewers"), F("code"), function="jsonb_exists", output_field=BooleanField())
    departments = Department.objects.alias(reviews=named).filter(reviews=True).order_by("name")
    rows = rows.annotate(waiver_asked=Exists(asked), reviewed_by=ArraySubquery(departments.values("name")))
    return rows.select_related("requirement__version__block").order_by("position")


def sheet_of(
    checklist: Checklist,
    items: list[ChecklistItem],
    plan: Plan,
    *,
    today: date,
    clocks: Mapping[str, Clock] | None = None,
) -> Sheet:
    """The page of a checklist; no statement."""
    unknown, path, late = set(plan.unknown), set(plan.path), set(plan.late)
    lines = []
    for line in lines_of(items):
        code, settled = line.code, line.turn == Turn.NOBODY
        forward, back = plan.forward[code], plan.back.get(code)
        lines.append(
            Line(
                item=line.item,
                turn=line.turn,
                waits=line.waits,
                who=line.who,
                tone=line.tone,
                begin=None if settled else forward.ready,
                finish=None if settled else forward.finish,
                last=back.finish if back is not None else None,
                late=code in late,
                critical=code in path,
                unsure=not settled and bool(unknown & (ancestors(code, plan.asked.before) | {code})),
                no_flight=not settled and forward.no_flight,
                clock=None if settled or clocks is None else clocks.get(line.item.ref),
                overdue=not settled and line.item.due_on is not None and line.item.due_on < today,
            )
        )
    return Sheet(checklist, plan, lines)


def lines_of(items: Iterable[ChecklistItem]) -> list[Line]:
    """Items (all of one checklist, from `items_shown`) and whose turn each is; no statement."""
    rows = {row.code: row for row in items}
    still_open = {code for code, row in rows.items() if row.state in OPEN}
    return [_line(row, rows, still_open) for row in rows.values()]


def _line(row: ChecklistItem, rows: Mapping[str, ChecklistItem], still_open: set[str]) -> Line:
    turn = turn_of(row.state, row.waits_for, still_open, by_operator=row.requirement.by_operator)
    settled = turn == Turn.NOBODY
    waits = () if settled else tuple(rows[code] for code in row.waits_for if code in still_open)
    who = {Turn.PARTICIPANT: "Participant", Turn.DEPARTMENT: reviewers_in_words(row)}.get(turn, "")
    return Line(row, turn, waits, who, TONES[row.state])


def reviewers_in_words(row: ChecklistItem) -> str:
    """By name; by code where a department is not known here."""
    return " or ".join(row.reviewed_by or row.requirement.reviewers)


def states_in_words(tale: Told) -> Told:
    """An event whose states are told by their labels."""
    labels = dict(ItemState.choices)
    changes = [
        replace(one, before=labels.get(one.before, one.before), after=labels.get(one.after, one.after))
        if one.field == "State"
        else one
        for one in tale.changes
    ]
    return replace(tale, changes=changes)


def department_names() -> dict[str, str]:
    return dict(Department.objects.values_list("code", "name"))


def clocks_of(items: Iterable[ChecklistItem], kind: str = DUE) -> dict[str, Clock]:
    """The open clock of that kind of each item by its reference; one statement."""
    refs = [row.ref for row in items]
    rows = Clock.objects.filter(subject_type=type_of(ChecklistItem), subject_ref__in=refs, kind=kind).open()
    return {clock.subject_ref: clock for clock in rows} if refs else {}


def review_clocks_of(items: Iterable[ChecklistItem]) -> dict[str, Clock]:
    return clocks_of(items, REVIEW)


def listed(rows: Iterable[Any], names: Mapping[str, str]) -> str:
    """Codes as names, in one line."""
    return ", ".join(names.get(code, code) for code in rows)
