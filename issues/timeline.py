"""The timeline of an issue: what was said, noted and done, out of several sources, in one order.

A part of issues adds its own source in `ready()`; the page knows none of them.

    timeline.register(
        "referrals", "Referrals", template="issues/_timeline_referral.html",
        rows=lambda user, issue: ReferralMessage.objects.visible_to(user).filter(referral__issue=issue.pk),
        order=25,
    )

`rows` gives the rows one may see, in no order, by the issue's `pk`, `ref` or `participant_id`, which is all it is told.
Each has an instant (`at` names its field) and is drawn by the template as `row`, with `entry`, `issue` and `my`
(whether the participant's side reads it). One source costs one statement, for any number of entries. What happens by
itself or is of minor interest is `system`: several in a row are folded.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from portal.scoping.prepared import PreparedFor

DESK, MY = "issue", "my-issue"
PAGE: Final = 50
# So many system entries in a row are shown as they are; more are folded.
UNFOLDED: Final = 2
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
# Of the digits of an instant in microseconds, and of a place among equal ones.
MOST_DIGITS: Final = 17


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    label: str
    template: str
    rows: Callable[[Any, Any], QuerySet]
    order: int
    at: str
    system: bool
    pages: tuple[str, ...]
    latest: PreparedFor


@dataclass(frozen=True, slots=True)
class Keys:
    """An issue as the sources are told it."""

    pk: Any
    ref: Any
    participant_id: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `cursor` names its place, for the address of the page before it."""

    at: datetime
    source: Source
    row: Any
    cursor: str

    @property
    def system(self) -> bool:
        return self.source.system

    @property
    def template(self) -> str:
        return self.source.template


@dataclass(frozen=True, slots=True)
class Timeline:
    """`runs` are groups of entries, oldest first; one of several system entries is folded. `earlier` names the first
    entry where there are more before it."""

    entries: list[Entry]
    runs: list[list[Entry]]
    earlier: str


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the timeline: an instant, the source's rank, and how many equal rows of it were shown."""

    at: datetime
    rank: int
    shown: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.rank}-{self.shown}"


_sources: dict[str, Source] = {}


def register(
    key: str,
    label: str,
    *,
    template: str,
    rows: Callable[[Any, Any], QuerySet],
    order: int = 100,
    at: str = "at",
    system: bool = False,
    pages: tuple[str, ...] = (DESK,),
) -> None:
    """Add a source; the same key again replaces it. `pages`: the desk's page, the participants' page, or both."""

    def latest(user: Any, pk: Any, ref: Any, participant: Any) -> QuerySet:
        return rows(user, Keys(pk, ref, participant)).order_by(f"-{at}", "-pk")[: PAGE + 1]

    _sources[key] = Source(key, label, template, rows, order, at, system, pages, PreparedFor(latest))


def sources(page: str) -> list[Source]:
    """The sources of a page in their order, which is also the order of what happened in one instant."""
    chosen = [source for source in _sources.values() if page in source.pages]
    return sorted(chosen, key=lambda source: (source.order, source.key))


def read(
    page: str, user: Any, issue: Any, *, shown: Iterable[str] = (), before: str = "", size: int = PAGE
) -> Timeline:
    """The newest entries, or those before a named place; `shown` limits it to some sources."""
    wanted = set(shown)
    cursor = place(before)
    found: list[tuple[datetime, int, int, Any, Source]] = []
    for rank, source in enumerate(sources(page)):
        if not wanted or source.key in wanted:
            found += _newest(source, rank, user, issue, cursor, size + 1)
    found.sort(key=lambda one: one[:3], reverse=True)
    more = len(found) > size
    entries = _named(found[:size], cursor)[::-1]
    return Timeline(entries, folded(entries), entries[0].cursor if more else "")


def _newest(source: Source, rank: int, user: Any, issue: Any, cursor: Cursor | None, most: int) -> list[Any]:
    """At most so many rows of a source that come before the place, newest first."""
    if cursor is None and most == PAGE + 1:
        ordered, skipped = source.latest.rows(user, pk=issue.pk, ref=issue.ref, participant=issue.participant_id), 0
    else:
        rows, skipped = source.rows(user, Keys(issue.pk, issue.ref, issue.participant_id)), 0
        if cursor is not None:
            skipped = cursor.shown if rank == cursor.rank else 0
            rows = rows.filter(_before(source, rank, cursor))
        ordered = rows.order_by(f"-{source.at}", "-pk")[: most + skipped]
    return [(getattr(row, source.at), rank, row.pk, row, source) for row in ordered][skipped:]


def _before(source: Source, rank: int, cursor: Cursor) -> Q:
    before = Q(**{f"{source.at}__lt": cursor.at})
    return before | Q(**{source.at: cursor.at}) if rank <= cursor.rank else before


def _named(found: Sequence[Any], cursor: Cursor | None) -> list[Entry]:
    """Entries with their places, newest first: equal ones of a source are counted on from the page after."""
    entries: list[Entry] = []
    counted: dict[tuple[datetime, int], int] = {}
    if cursor is not None:
        counted[cursor.at, cursor.rank] = cursor.shown
    for at, rank, _pk, row, source in found:
        counted[at, rank] = counted.get((at, rank), 0) + 1
        entries.append(Entry(at, source, row, str(Cursor(at, rank, counted[at, rank]))))
    return entries


def folded(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Neighboring system entries together, everything else alone."""
    runs: list[list[Entry]] = []
    for entry in entries:
        if entry.system and runs and runs[-1][0].system:
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return [part for run in runs for part in ([run] if len(run) > UNFOLDED else [[one] for one in run])]


def place(text: str) -> Cursor | None:
    """The place that an address names; None for one that cannot be."""
    parts = text.split("-")
    digits = all(part.isascii() and part.isdigit() and len(part) <= MOST_DIGITS for part in parts)
    if len(parts) != 3 or not digits:
        return None
    instant, rank, shown = map(int, parts)
    try:
        at = EPOCH + instant * MICROSECOND
    except OverflowError:
        return None
    return Cursor(at, rank, min(shown, 10_000))
