"""What the facts suggest for plans: a registry of finders, which apps above participants add to in `ready()`.

    proposals.register("issue-themes", "Issues", find)

`find(participant_ids, now)` yields what it finds for these participants, in the same few statements for any number of
them. A proposal is known by its source, participant and topic: found again it stays the same one.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from participants.choices import ProposalKind

LONGEST_TITLE = 200
MOST_EVIDENCE = 20


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row on which a proposal rests; `url` is its page at the desk."""

    text: str
    ref: str = ""
    day: date | None = None
    url: str = ""

    def as_kept(self) -> dict[str, str]:
        day = self.day.isoformat() if self.day else ""
        return {"text": self.text, "ref": self.ref, "date": day, "url": self.url}


@dataclass(frozen=True, slots=True)
class Found:
    participant_id: int
    topic: str
    title: str
    kind: str = ProposalKind.OBJECTIVE
    detail: str = ""
    evidence: list[Evidence] = field(default_factory=list)


Find = Callable[[Collection[int], datetime], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Finder:
    source: str
    label: str
    find: Find


_finders: dict[str, Finder] = {}


def register(source: str, label: str, find: Find) -> None:
    """Add a finder; the same source again replaces it."""
    _finders[source] = Finder(source, label, find)


def finders() -> list[Finder]:
    return list(_finders.values())


def label_of(source: str) -> str:
    known = _finders.get(source)
    return known.label if known else source
