"""What was said between the operator and a participant, and what was recorded, out of several sources, in one order.

Each part of the portal adds its source in `ready()`; the page knows none of them:

    contact_timeline.register(Source("letters", "letter", "mail", rows=..., at="written_at", lines=...))

PostgreSQL orders and pages all sources as one UNION ALL of fixed columns; the rows of a page are then read by kind.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db.models import CharField, DateTimeField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast

from participants.choices import PlanSide
from participants.models import Contact, Participant

PAGE: Final = 40
SAID, RECORDS = "said", "records"
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
MOST_DIGITS: Final = 18
QUOTED: Final = 500
COLUMNS: Final = ("rank", "row", "moment", "spoke")


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a timeline is narrowed to, under the keys that a source may know them by."""

    users: tuple[int, ...] = ()
    contacts: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class Line:
    """One thing said, or recorded. `told` is the event of a record, drawn as everywhere."""

    at: datetime
    kind: str
    icon: str
    who: str = ""
    side: str = ""
    words: str = ""
    url: str = ""
    note: str = ""
    told: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`rows(user, participant)` gives what the person may see; `at` names its instant, `side` who spoke.

    `of_person` and `of_topic` narrow the rows; a source without topics has nothing to say about one. `lines(user, ids)`
    gives what stands on the page, by key. Events of `instead_of` are told by this source and by no other. `said`: it
    counts as what one side said to the other.
    """

    kind: str
    label: str
    rows: Callable[[Any, Participant], QuerySet]
    at: str
    lines: Callable[[Any, list[int]], dict[int, Line]]
    of_person: Callable[[QuerySet, Person], QuerySet]
    of_topic: Callable[[QuerySet, str], QuerySet] | None = None
    side: Any = Value(PlanSide.OPERATOR)
    instead_of: tuple[str, ...] = ()
    said: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a timeline is narrowed to; `before` is the place after which the page begins."""

    kind: str = ""
    person: Person | None = None
    topic: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: tuple[datetime, int, int] | None = None


_sources: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    _sources[key] = source


def kinds() -> dict[str, str]:
    """The kinds that a timeline can be narrowed to: all that was said, then each in the order of registration."""
    return {SAID: "What was said"} | {source.kind: source.label for source in _sources.values()}


def told_elsewhere() -> tuple[str, ...]:
    """Verbs of events that stand in the timeline as what was said."""
    return tuple(verb for source in _sources.values() for verb in source.instead_of)


def person_named(ref: str, user: Any, participant: Participant, users: QuerySet) -> Person | None:
    """A colleague or one of the participant's people by reference; None for nobody."""
    if contact := Contact.objects.visible_to(user).of(participant).filter(ref=ref).first():
        return Person((contact.user_id,) if contact.user_id else (), (contact.pk,))
    pk = users.filter(ref=ref).values_list("pk", flat=True).first()
    return Person((pk,)) if pk is not None else None


def page(user: Any, participant: Participant, wanted: Wanted) -> tuple[list[Line], str]:
    """The lines of a page, newest first, and the name of the place where the next one begins."""
    queries = [
        _narrowed(source, rank, user, participant, wanted)
        for rank, source in enumerate(_sources.values())
        if _is_of_kind(source, wanted.kind) and (not wanted.topic or source.of_topic is not None)
    ]
    found = _ordered(queries, PAGE + 1)
    lines = _lines(user, found[:PAGE])
    return lines, _place(found[PAGE - 1]) if len(found) > PAGE else ""


def last_said(user: Any, participant: Participant) -> list[Line]:
    """The last that each side said, the newest first."""
    queries = []
    for rank, source in enumerate(_sources.values()):
        if source.said:
            rows = _columns(source, rank, source.rows(user, participant))
            queries += [rows.filter(spoke=side).order_by("-moment", "-row")[:1] for side in PlanSide.values]
    newest: dict[str, tuple[Any, ...]] = {}
    for row in _ordered(queries, len(queries)):
        newest.setdefault(row[3], row)
    return _lines(user, list(newest.values()))


def place_named(name: str) -> tuple[datetime, int, int] | None:
    """The place that an address names; None for anything else."""
    parts = name.split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) <= MOST_DIGITS for part in parts):
        return None
    micros, rank, row = map(int, parts)
    try:
        return EPOCH + micros * MICROSECOND, rank, row
    except OverflowError:
        return None


def _is_of_kind(source: Source, kind: str) -> bool:
    return kind in ("", source.kind) or (kind == SAID and source.kind != RECORDS)


def _place(row: tuple[Any, ...]) -> str:
    rank, key, at, _ = row
    return f"{(at - EPOCH) // MICROSECOND}.{rank}.{key}"


def _columns(source: Source, rank: int, rows: QuerySet) -> QuerySet:
    return (
        rows.order_by()
        .annotate(
            rank=Value(rank, IntegerField()),
            row=F("pk"),
            moment=Cast(source.at, DateTimeField()),
            spoke=Cast(source.side, CharField()),
        )
        .values_list(*COLUMNS)
    )


def _narrowed(source: Source, rank: int, user: Any, participant: Participant, wanted: Wanted) -> QuerySet:
    """A page of one source at most: what is further down stands on no page of all."""
    rows = source.rows(user, participant)
    if wanted.person is not None:
        rows = source.of_person(rows, wanted.person)
    if wanted.topic and source.of_topic is not None:
        rows = source.of_topic(rows, wanted.topic)
    if wanted.since is not None:
        rows = rows.filter(**{f"{source.at}__gte": wanted.since})
    if wanted.until is not None:
        rows = rows.filter(**{f"{source.at}__lt": wanted.until})
    if wanted.before is not None:
        rows = rows.filter(_after_place(source.at, rank, wanted.before))
    return _columns(source, rank, rows).order_by("-moment", "-row")[: PAGE + 1]


def _after_place(at: str, rank: int, before: tuple[datetime, int, int]) -> Q:
    moment, last, row = before
    earlier = Q(**{f"{at}__lt": moment})
    if rank < last:
        return earlier
    same = Q(**{at: moment}) if rank > last else Q(**{at: moment, "pk__lt": row})
    return Q(**{f"{at}__lte": moment}) & (earlier | same)


def _ordered(queries: list[QuerySet], most: int) -> list[tuple[Any, ...]]:
    if not queries:
        return []
    first, *others = queries
    whole = first.union(*others, all=True) if others else first
    if not others:
        return list(whole[:most])
    return list(whole.order_by("-moment", "rank", "-row")[:most])


def _lines(user: Any, found: Iterable[tuple[Any, ...]]) -> list[Line]:
    """Each row as it stands on the page; what went out of sight meanwhile is passed over."""
    rows = list(found)
    sources = list(_sources.values())
    wanted: dict[int, list[int]] = defaultdict(list)
    for rank, row, _, _ in rows:
        wanted[rank].append(row)
    drawn = {rank: sources[rank].lines(user, ids) for rank, ids in wanted.items()}
    return [line for rank, row, _, _ in rows if (line := drawn[rank].get(row)) is not None]


def quoted(text: str) -> str:
    """The beginning of what was said."""
    words = text.strip()
    return words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()}…"
