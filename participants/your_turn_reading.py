"""What waits for a participant's people, as the home and its own page read it: one page in one statement."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from django.db import connection
from django.db.models import CharField
from django.utils import timezone

from participants import your_turn
from participants.your_turn import COLUMNS, Asked, Source
from participants.your_turn_statement import SHOWN, counted, paged
from portal.calendars.choices import DayKind
from portal.web.words import moment, short_day

PAGE_SIZE: Final = 50
GROUPS: Final = {"overdue": "Overdue", "week": "In the next 7 days", "later": "Later, or without a day"}
NAMED: Final = ("person_name", "day_kind", "department_names")
TEXTS: Final = (*(name for name, column in COLUMNS.items() if isinstance(column, CharField)), *NAMED)
# Whose name the person may not read, or who is nobody in particular.
THE_OPERATOR: Final = "Client Services"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is wanted, by when and why then, and who asks for it."""

    kind: str
    ref: str
    target: str
    title: str
    about: str
    step: str
    due_on: date | None
    due_at: datetime | None
    why: str
    days: int | None
    calendar: str
    begins_on: date | None
    asker: str
    departments: str
    person: int | None
    band: str
    person_name: str
    day_kind: str
    department_names: str

    @property
    def source(self) -> Source:
        return your_turn.source_of(self.kind)

    @property
    def url(self) -> str:
        return self.source.url(self.target)

    @property
    def do(self) -> str:
        """What to do, as a verb."""
        return self.source.steps[self.step]

    @property
    def due_words(self) -> str:
        """The last day; of an instant with its time in the reader's zone."""
        if self.due_at is not None:
            return moment(timezone.localtime(self.due_at))
        return short_day(self.due_on) if self.due_on is not None else ""

    @property
    def machine_due(self) -> str:
        """The same for machines."""
        at = self.due_at.replace(microsecond=0) if self.due_at is not None else self.due_on
        return at.isoformat() if at is not None else ""

    @property
    def reason(self) -> str:
        """Why then: how many of which days since when, or in words."""
        if self.days is not None and self.begins_on is not None:
            counted = f"{self.days} {_days(self.day_kind, self.days)} from {short_day(self.begins_on)}"
            return f"{self.why} {counted}" if self.why else counted
        return self.why

    @property
    def who_asks(self) -> str:
        if self.source.unasked:
            return ""
        return self.asker or self.person_name or self.department_names or THE_OPERATOR

    @property
    def is_late(self) -> bool:
        return self.band == "overdue"


def _days(kind: str, number: int) -> str:
    words = DayKind(kind).label if kind in DayKind.values else "day"
    return words if number == 1 else f"{words}s"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; what nobody knows counts as not given."""

    kind: str = ""
    band: str = ""

    @classmethod
    def of(cls, given: Any) -> "Wanted":
        kind, band = given.get("kind", ""), given.get("due", "")
        kinds = {source.key for source in your_turn.sources()}
        return cls(kind if kind in kinds else "", band if band in GROUPS else "")

    def conditions(self) -> tuple[list[str], list[Any]]:
        given = [("kind = %s", self.kind), ("band = %s", self.band)]
        return [sql for sql, value in given if value], [value for _, value in given if value]


@dataclass(slots=True)
class Page:
    """One page with the counts of the whole list; `total` is how many lines the filters leave."""

    rows: list[Line] = field(default_factory=list)
    total: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    bands: dict[str, int] = field(default_factory=dict)
    has_next: bool = False
    has_previous: bool = False

    @property
    def first(self) -> str:
        return self.rows[0].ref if self.rows else ""

    @property
    def last(self) -> str:
        return self.rows[-1].ref if self.rows else ""

    @property
    def all(self) -> int:
        return sum(self.kinds.values())

    @property
    def beyond(self) -> int:
        """How many the first page leaves out."""
        return self.total - len(self.rows)

    @property
    def late(self) -> int:
        return self.bands.get("overdue", 0)

    def groups(self) -> Iterator[tuple[str, int, list[Line]]]:
        """The page's lines under their headings: the heading, how many there are in all, and those of this page."""
        for band, rows in groupby(self.rows, lambda line: line.band):
            yield GROUPS[band], self.bands.get(band, 0), list(rows)


def read(
    user: Any, now: datetime, wanted: Wanted | None = None, *, after: str = "", before: str = "", size: int = PAGE_SIZE
) -> Page:
    """One page of what waits for the people of the participant that `user` acts for."""
    conditions, values = (wanted or Wanted()).conditions()
    back, named = bool(before), (before or after).replace("\x00", "")
    sql, params = paged(
        Asked.of(user, now), conditions=conditions, values=values, named=named, back=back, size=size + 1
    )
    rows = _rows(sql, params)
    total, kinds, bands, bound = rows[0][:4]
    found = [_line(row[4:]) for row in rows if row[4] is not None]
    more, found = len(found) > size, found[:size]
    has_next, has_previous = (True, more) if back and bound else (more, bound)
    return Page(found[::-1] if back else found, total, kinds or {}, bands or {}, has_next, has_previous)


def count(user: Any, now: datetime) -> int:
    """How much waits, and nothing else of it."""
    ((found,),) = _rows(*counted(Asked.of(user, now)))
    return found


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _line(row: tuple[Any, ...]) -> Line:
    told = dict(zip((*SHOWN, *NAMED), row, strict=True))
    return Line(**told | {name: "" for name in TEXTS if told[name] is None})
