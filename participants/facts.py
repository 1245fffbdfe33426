"""What is known of a participant, in sections that apps register: for plans, meeting briefs and hand-overs.

    facts.register("open-issues", "Open issues", find, order=30, shared=True)

`find(participant, user, now)` gives lines that the person may see (it starts from `visible_to(user)`); an app above
participants registers what it knows in `ready()`. What is not `shared` stays with the staff: escalations, breaches,
remarks. The same few statements for any number of lines.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from participants.models import Participant


@dataclass(frozen=True, slots=True)
class Fact:
    """One line. `ref` names the row it tells of, `url` its page at the desk; `day` is when it is due or ends."""

    text: str
    ref: str = ""
    url: str = ""
    day: date | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; `more` is how many were left out."""

    key: str
    title: str
    lines: Sequence[Fact]
    more: int = 0


Find = Callable[[Participant, Any, datetime], Iterable[Fact]]
LIMIT = 25


@dataclass(frozen=True, slots=True)
class _Source:
    key: str
    title: str
    find: Find
    order: int
    shared: bool


_sources: dict[str, _Source] = {}


def register(key: str, title: str, find: Find, *, order: int, shared: bool) -> None:
    """Add a section; the same key again replaces it."""
    _sources[key] = _Source(key, title, find, order, shared)


def gather(participant: Participant, *, user: Any, now: datetime, shared: bool | None = None) -> list[Section]:
    """The sections with something to say, in order; `shared` limits them to one kind."""
    chosen = sorted(_sources.values(), key=lambda source: source.order)
    sections = []
    for source in chosen:
        if shared is not None and source.shared != shared:
            continue
        lines = list(source.find(participant, user, now))
        if lines:
            sections.append(Section(source.key, source.title, lines[:LIMIT], max(0, len(lines) - LIMIT)))
    return sections
