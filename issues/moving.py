"""What would happen if work went to somebody else: what goes along, whose load changes, which rules would be broken.

A line's `digest` says what it was built on. Whoever confirms sends it back, and a line that is built on something else
by then is refused by name: two who move the same work at once never undo each other unseen.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count

from accounts.models import Absence, User
from issues.manager_work import AHEAD, absences_of, held_today, loads_of
from issues.models import Issue
from issues.rules.work_load import Weights, WorkLoad
from participants import handing_over
from participants.choices import Degree
from participants.models import Assignment, Complexity, Participant
from participants.rules.application_moves import TO_DECIDE
from participants.rules.assigning import may_be_assigned
from participants.rules.complexity import suffices
from portal.scoping.today import market_day

PARTICIPANT, ISSUE, APPLICATION = "participant", "issue", "application"
NOUNS: Final = (PARTICIPANT, ISSUE, APPLICATION)
HOLDS_ALREADY: Final = "{name} has it already."
UNABLE: Final = "{name} cannot take it: the account is closed or has another role."
JOINED: Final = "It was joined into another participant."
ENDED: Final = "It has ended meanwhile."
UNSEEN: Final = "{name} may not see this restricted participant."


@dataclass(frozen=True, slots=True)
class Step:
    """One participant, issue or application that goes to somebody."""

    noun: str
    row: Any
    to: User


@dataclass(frozen=True, slots=True)
class Line:
    """What a step means. `along` is what is open and goes with a participant, `obstacle` why it cannot go at all."""

    step: Step
    holder: User | None
    degree: int = Degree.LOW
    above: bool = False
    along: Sequence[tuple[str, int]] = ()
    issues: Mapping[int, int] = field(default_factory=dict)
    away: Absence | None = None
    obstacle: str = ""
    digest: str = ""

    @property
    def name(self) -> str:
        return self.step.row.title if self.step.noun == ISSUE else str(self.step.row)

    @property
    def of_whom(self) -> Participant | None:
        return self.step.row.participant if self.step.noun == ISSUE else None

    @property
    def restricted(self) -> bool:
        return self.step.noun == PARTICIPANT and self.step.row.restricted

    @property
    def degree_name(self) -> str:
        return str(Degree(self.degree).label)


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody's load as it is and as it would be."""

    person: User
    before: WorkLoad
    after: WorkLoad
    away: Absence | None = None

    @property
    def difference(self) -> int:
        return self.after.points - self.before.points


@dataclass(frozen=True, slots=True)
class Preview:
    lines: list[Line] = field(default_factory=list)
    shifts: list[Shift] = field(default_factory=list)

    @property
    def movable(self) -> list[Line]:
        return [line for line in self.lines if not line.obstacle]

    @property
    def stuck(self) -> list[Line]:
        return [line for line in self.lines if line.obstacle]

    @property
    def above(self) -> list[Line]:
        return [line for line in self.movable if line.above]

    @property
    def restricted(self) -> list[Line]:
        return [line for line in self.movable if line.restricted]


def look(steps: Iterable[Step], now: datetime, *, days: tuple[date, date] | None = None) -> Preview:
    """`days`: for how long, where it comes back. The statements grow with who is involved, not with the rows."""
    chosen = list(steps)
    since, until = days or (market_day(now), market_day(now) + AHEAD)
    companies = [step.row for step in chosen if step.noun == PARTICIPANT]
    held = {
        row.participant_id: row for row in held_today(now).filter(participant__in=companies).select_related("person")
    }
    marks = dict(Complexity.objects.filter(participant__in=companies).values_list("participant", "degree"))
    unseen = _unseen(chosen)
    receivers = {step.to.pk: step.to for step in chosen}
    away = absences_of(receivers.values(), since, until)
    along, issues = _along(held, until if days else None), _issues_of(held)
    lines = []
    for step in chosen:
        whole, holder = step.noun == PARTICIPANT, _holder(step, held)
        degree = marks.get(step.row.pk, Degree.LOW) if whole else Degree.LOW
        lines.append(
            Line(
                step,
                holder,
                degree,
                above=whole and not suffices(step.to.capabilities, degree),
                along=sorted(along[step.row.pk].items()) if whole else (),
                issues=issues[step.row.pk] if whole else {},
                away=away[step.to.pk][0] if step.to.pk in away else None,
                obstacle=_obstacle(step, holder, unseen),
                digest=_digest(step, holder, degree, step.to.pk in away),
            )
        )
    return Preview(lines, _shifts(lines, away, now))


def _digest(step: Step, holder: User | None, degree: int, away: bool) -> str:
    """What a line is built on: by whom it is held and how, and what whoever takes it may do."""
    to = step.to
    able = (may_be_assigned(to.role, to.is_active), sorted(to.capabilities), away)
    built_on = (step.noun, holder and holder.pk, int(degree), _state_of(step), to.pk, able)
    return hashlib.sha256(repr(built_on).encode()).hexdigest()[:16]


def _holder(step: Step, held: dict[int, Assignment]) -> User | None:
    if step.noun == ISSUE:
        return step.row.owner
    if step.noun == APPLICATION:
        return step.row.account_manager
    return held[step.row.pk].person if step.row.pk in held else None


def _state_of(step: Step) -> tuple[Any, ...]:
    if step.noun == PARTICIPANT:
        return step.row.restricted, step.row.joined_into_id
    if step.noun == ISSUE:
        return str(step.row.state), int(step.row.severity), step.row.participant.restricted
    return (str(step.row.state),)


def _obstacle(step: Step, holder: User | None, unseen: Collection[tuple[int, int]]) -> str:
    name = step.to.name
    if holder is not None and holder.pk == step.to.pk:
        return HOLDS_ALREADY.format(name=name)
    if not may_be_assigned(step.to.role, step.to.is_active):
        return UNABLE.format(name=name)
    if step.noun == PARTICIPANT:
        return JOINED if step.row.joined_into_id is not None else ""
    if step.noun == APPLICATION:
        return "" if step.row.state in TO_DECIDE else ENDED
    if not step.row.is_open:
        return ENDED
    return UNSEEN.format(name=name) if (step.row.participant_id, step.to.pk) in unseen else ""


def _unseen(steps: Iterable[Step]) -> set[tuple[int, int]]:
    """Which restricted participants of issues are closed to whoever would get them; a statement for each person."""
    asked: dict[int, set[int]] = defaultdict(set)
    people: dict[int, User] = {}
    for step in steps:
        if step.noun == ISSUE and step.row.participant.restricted:
            asked[step.to.pk].add(step.row.participant_id)
            people[step.to.pk] = step.to
    found = set()
    for key, companies in asked.items():
        seen = Participant.objects.visible_to(people[key]).filter(pk__in=companies).values_list("pk", flat=True)
        found |= {(company, key) for company in companies - set(seen)}
    return found


def _along(held: dict[int, Assignment], until: date | None) -> dict[int, Counter[str]]:
    """By participant how much of each kind is open and the holder's; of the kinds that have an owner."""
    by_holder: dict[int, list[int]] = defaultdict(list)
    for company, assignment in held.items():
        by_holder[assignment.person_id].append(company)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for source in handing_over.sources():
        for person, companies in by_holder.items():
            for item in source.open_of(companies, person, until):
                found[item.participant_id][source.title] += 1
    return found


def _issues_of(held: dict[int, Assignment]) -> dict[int, dict[int, int]]:
    """By participant the holder's open issues there by severity; one statement."""
    rows = Issue.objects.still_open().filter(participant__in=list(held)).order_by()
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for company, owner, severity, count in rows.values_list("participant", "owner", "severity").annotate(Count("pk")):
        if owner == held[company].person_id:
            found[company][severity] = count
    return found


def _shifts(lines: Iterable[Line], away: dict[int, list[Absence]], now: datetime) -> list[Shift]:
    """Everybody whose load changes, by name."""
    movable = [line for line in lines if not line.obstacle]
    people = {one.pk: one for line in movable for one in (line.holder, line.step.to) if one is not None}
    before = loads_of(people.values(), now)
    changes: dict[int, dict[str, Counter[int]]] = defaultdict(lambda: {noun: Counter() for noun in NOUNS})
    for line in movable:
        for noun, kind, count in _weighed(line):
            changes[line.step.to.pk][noun][kind] += count
            if line.holder is not None:
                changes[line.holder.pk][noun][kind] -= count
    return [
        Shift(person, before[key], _changed(before[key], changes[key]), away[key][0] if key in away else None)
        for key, person in sorted(people.items(), key=lambda one: (one[1].name, one[0]))
    ]


def _weighed(line: Line) -> list[tuple[str, int, int]]:
    """What of the load goes along: (noun, complexity or severity, how many)."""
    if line.step.noun == PARTICIPANT:
        return [(PARTICIPANT, line.degree, 1), *((ISSUE, severity, count) for severity, count in line.issues.items())]
    return [(line.step.noun, line.step.row.severity if line.step.noun == ISSUE else 0, 1)]


def _changed(load: WorkLoad, by: dict[str, Counter[int]]) -> WorkLoad:
    def added(counts: Any, more: Counter[int]) -> dict[int, int]:
        return {kind: max(0, counts.get(kind, 0) + more[kind]) for kind in {*counts, *more}}

    return replace(
        load,
        participants=added(load.participants, by[PARTICIPANT]),
        issues=added(load.issues, by[ISSUE]),
        applications=load.applications + by[APPLICATION][0],
    )


def weight_of(noun: str, row: Any, weights: Weights, degree: int = Degree.LOW) -> int:
    """How many points a row weighs, for a fair suggestion."""
    if noun == PARTICIPANT:
        return weights.participants[degree]
    return weights.issues[row.severity] if noun == ISSUE else weights.application
