"""How much somebody looks after, and who should take more: points by complexity and severity. Pure.

By the usual weights a participant of low complexity weighs as much as two minor issues. The points say where to look
first; they are no measure of people, and nobody but supervisors reads them.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from issues.choices import Severity
from participants.choices import Degree
from participants.rules.complexity import suffices

MOST_POINTS: Final = 100
LEAST: Final = "least load of those whose level suffices ({points} points)"
LEAST_OF_ALL: Final = "least load ({points} points)"
NO_LEVEL: Final = "nobody's level suffices; least load ({points} points)"
NOBODY_HERE: Final = "everybody is away; least load ({points} points)"


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of a participant by complexity, of an open issue by severity, and of an application to decide."""

    participants: Mapping[int, int]
    issues: Mapping[int, int]
    application: int

    def of_participant(self, degree: int, issues: Mapping[int, int]) -> int:
        """A participant together with the open issues there."""
        return self.participants[degree] + self.of_issues(issues)

    def of_issues(self, issues: Mapping[int, int]) -> int:
        return sum(self.issues[severity] * count for severity, count in issues.items())


# What holds until a supervisor publishes other weights.
USUAL: Final = Weights(
    participants={Degree.LOW: 2, Degree.MEDIUM: 4, Degree.HIGH: 8},
    issues={Severity.CRITICAL: 8, Severity.HIGH: 4, Severity.NORMAL: 2, Severity.LOW: 1},
    application=2,
)
# The named points, from the lightest to the heaviest of each kind.
OF_PARTICIPANTS: Final = {
    "participant_low": Degree.LOW,
    "participant_medium": Degree.MEDIUM,
    "participant_high": Degree.HIGH,
}
OF_ISSUES: Final = {
    "issue_low": Severity.LOW,
    "issue_normal": Severity.NORMAL,
    "issue_high": Severity.HIGH,
    "issue_critical": Severity.CRITICAL,
}
NAMES: Final = (*OF_PARTICIPANTS, *reversed(OF_ISSUES), "application")
OUT_OF_RANGE: Final = f"Each weight is a whole number from 0 to {MOST_POINTS}."
PARTICIPANTS_FALL: Final = "A participant of higher complexity weighs no less than one of lower complexity."
ISSUES_FALL: Final = "An issue of higher severity weighs no less than one of lower severity."
NOTHING_WEIGHS: Final = "Something has to weigh more than nothing: otherwise everybody has the same load."


def points_by_name(weights: Weights) -> dict[str, int]:
    """As forms, files and rows name them."""
    named = {name: weights.participants[degree] for name, degree in OF_PARTICIPANTS.items()}
    named |= {name: weights.issues[severity] for name, severity in OF_ISSUES.items()}
    return {name: (named | {"application": weights.application})[name] for name in NAMES}


def weights_of(points: Mapping[str, int]) -> Weights:
    """The other way round."""
    return Weights(
        {degree: points[name] for name, degree in OF_PARTICIPANTS.items()},
        {severity: points[name] for name, severity in OF_ISSUES.items()},
        points["application"],
    )


def objections(points: Mapping[str, int]) -> list[str]:
    """What is wrong with a choice of weights, in sentences; nothing where it can hold."""
    if not all(0 <= points[name] <= MOST_POINTS for name in NAMES):
        return [OUT_OF_RANGE]
    found = []
    for names, words in ((OF_PARTICIPANTS, PARTICIPANTS_FALL), (OF_ISSUES, ISSUES_FALL)):
        given = [points[name] for name in names]
        found += [words] if given != sorted(given) else []
    return found if any(points[name] for name in NAMES) else [NOTHING_WEIGHS]


@dataclass(frozen=True, slots=True)
class WorkLoad:
    """Participants by complexity, open issues by severity, what is late of them, and by what all of it is weighed."""

    participants: Mapping[int, int] = field(default_factory=dict)
    issues: Mapping[int, int] = field(default_factory=dict)
    applications: int = 0
    overdue: int = 0
    breached: int = 0
    weights: Weights = USUAL

    @property
    def companies(self) -> int:
        return sum(self.participants.values())

    @property
    def open_issues(self) -> int:
        return sum(self.issues.values())

    @property
    def points(self) -> int:
        return self.of_participants + self.weights.of_issues(self.issues) + self.of_applications

    @property
    def of_participants(self) -> int:
        return sum(self.weights.participants[degree] * count for degree, count in self.participants.items())

    @property
    def of_applications(self) -> int:
        return self.weights.application * self.applications

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
