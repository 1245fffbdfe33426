"""Where a learning plan's facts come from: whoever knows them registers a kind of step in `ready()`.

    learning_sources.register(
        "shadowing", "Shadowing", progress=shadowings_of, subjects=lambda: [("", "Any participant")], order=50,
    )

`progress` is asked once for all steps of its kind: for whom, and what is wanted. It answers in the same order, from
facts alone; it never writes. A kind without `progress` has no facts: the mentor gives the word by hand.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a step asks for: of which subject (the code of a course, a procedure, a topic; "" where the kind has none),
    how many times, and since which day of the market facts count."""

    subject: str
    times: int
    since: date


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is: how many of the wanted times, the day the last wanted one was reached, where it is read."""

    done: int = 0
    reached_on: date | None = None
    says: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """`subjects` are the choices for a step of this kind: code and name; none means that it has no subject."""

    kind: str
    label: str
    progress: Callable[[Any, Sequence[Wanted]], Sequence[Progress]] | None
    subjects: Callable[[], Iterable[tuple[str, str]]] | None
    order: int
    icon: str


_sources: dict[str, Source] = {}


def register(
    kind: str,
    label: str,
    progress: Callable[[Any, Sequence[Wanted]], Sequence[Progress]] | None,
    *,
    subjects: Callable[[], Iterable[tuple[str, str]]] | None = None,
    order: int = 100,
    icon: str = "circle-check",
) -> None:
    """Add a kind of step; the same kind again replaces it."""
    _sources[kind] = Source(kind, label, progress, subjects, order, icon)


def sources() -> dict[str, Source]:
    """All kinds by their name, in order."""
    return {one.kind: one for one in sorted(_sources.values(), key=lambda one: (one.order, one.label))}


def source(kind: str) -> Source | None:
    """One kind; None where whoever knew its facts is gone."""
    return _sources.get(kind)
