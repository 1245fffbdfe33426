"""How much somebody looks after, and who should take more: points by complexity and severity. Pure.

One participant of low complexity weighs as much as two minor issues. The points say where to look first; they are no
measure of people, and nobody but supervisors reads them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from issues.choices import Severity
from participants.choices import Degree
from participants.rules.complexity import suffices

OF_PARTICIPANT: Final[dict[int, int]] = {Degree.LOW: 2, Degree.MEDIUM: 4, Degree.HIGH: 8}
OF_ISSUE: Final[dict[int, int]] = {Severity.CRITICAL: 8, Severity.HIGH: 4, Severity.NORMAL: 2, Severity.LOW: 1}
OF_APPLICATION: Final = 2
LEAST: Final = "least load of those whose level suffices ({points} points)"
LEAST_OF_ALL: Final = "least load ({points} points)"
NO_LEVEL: Final = "nobody's level suffices; least load ({points} points)"
NOBODY_HERE: Final = "everybody is away; least load ({points} points)"


@dataclass(frozen=True, slots=True)
class WorkLoad:
    """Participants by complexity, open issues by severity, and what is late of them."""

    participants: Mapping[int, int] = field(default_factory=dict)
    issues: Mapping[int, int] = field(default_factory=dict)
    applications: int = 0
    overdue: int = 0
    breached: int = 0

    @property
    def companies(self) -> int:
        return sum(self.participants.values())

    @property
    def open_issues(self) -> int:
        return sum(self.issues.values())

    @property
    def points(self) -> int:
        of_participants = sum(OF_PARTICIPANT[degree] * count for degree, count in self.participants.items())
        of_issues = sum(OF_ISSUE[severity] * count for severity, count in self.issues.items())
        return of_participants + of_issues + OF_APPLICATION * self.applications

    def above(self, rights: Collection[str]) -> int:
        """How many participants are marked above what these rights suffice for."""
        return sum(count for degree, count in self.participants.items() if not suffices(rights, degree))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could take more. `key` names the person, `rights` are those of the level, `away` in these days."""

    key: Any
    name: str
    points: int
    rights: frozenset[str] = frozenset()
    away: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    key: Any
    because: str


def suggest(wanted: Iterable[tuple[Any, int, int]], candidates: Iterable[Candidate]) -> dict[Any, Suggestion]:
    """For each (row, complexity, points) whom it should go to, the heaviest first, each counted before the next.

    Whoever is here comes first, then whose level suffices, then who has least; among equals the first by name, so that
    everybody is shown the same.
    """
    people = {one.key: one for one in candidates}
    load = {key: one.points for key, one in people.items()}
    found: dict[Any, Suggestion] = {}
    for row, degree, points in sorted(wanted, key=lambda one: -one[2]):
        if not people:
            break
        best = min(people.values(), key=lambda one: _rank(one, degree, load[one.key]))
        found[row] = Suggestion(best.key, _because(best, degree, people.values()).format(points=load[best.key]))
        load[best.key] += points
    return found


def _rank(one: Candidate, degree: int, points: int) -> tuple[Any, ...]:
    return one.away, not suffices(one.rights, degree), points, one.name, str(one.key)


def _because(best: Candidate, degree: int, people: Collection[Candidate]) -> str:
    if best.away:
        return NOBODY_HERE
    if not suffices(best.rights, degree):
        return NO_LEVEL
    return LEAST_OF_ALL if all(suffices(one.rights, degree) for one in people) else LEAST
