"""Somebody's worklist as pages and the API read it: one page in one statement, beside the one that tells whose."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any, Final

from django.db import connection
from django.urls import reverse

from participants import worklist
from participants.rules import ranking
from participants.rules.ranking import Reason
from participants.worklist import Asked, Source, Step
from participants.worklist_statement import DUE, OF_COMPANY, SHOWN, counted, paged
from portal.web import cached

PAGE_SIZE: Final = 50
SECONDS: Final = 60
VIEWS: Final = {"open": "To do", "snoozed": "Snoozed"}
GROUPS: Final = {"rank": "Most urgent", "participant": "By participant", "date": "By date"}
DUE_WORDS: Final = {
    "overdue": "Overdue",
    "today": "Today",
    "week": "In 7 days",
    "later": "Later",
    "none": "Without a day",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do, with what puts it where it stands."""

    ref: str
    kind: str
    title: str
    due_on: date | None
    due_at: datetime | None
    step: str
    turn: str
    severity: int | None
    since: datetime | None
    quiet_days: int | None
    missed: bool
    score: int
    participant: int | None
    participant_ref: str
    participant_name: str
    group_size: int
    person: int | None
    snoozed: bool
    snooze_until: date | None
    snooze_reason: str
    person_name: str
    today: date
    health: str = ""

    @property
    def source(self) -> Source:
        return worklist.source_of(self.kind)

    @property
    def url(self) -> str:
        """The row's own page, else the participant's."""
        return self.source.url(self.ref) or reverse("participants:participant-detail", args=[self.participant_ref])

    @property
    def next_step(self) -> Step:
        return self.source.steps[self.step]

    @property
    def reasons(self) -> list[Reason]:
        """Why it stands here, the weightiest first."""
        told = ranking.Inputs(self.due_on, self.turn, self.missed, self.severity, self.quiet_days)
        return ranking.reasons(told, self.today)

    @property
    def why(self) -> str:
        """The same in a few words: what weighs most."""
        weighty = [one for one in self.reasons if one.points] or self.reasons
        return " · ".join(one.words for one in weighty[:2])

    @property
    def is_late(self) -> bool:
        return self.missed or (self.due_on is not None and self.due_on < self.today)

    @property
    def came_back(self) -> bool:
        """Shown although it was snoozed: something was missed since."""
        return self.snooze_until is not None and not self.snoozed

    @property
    def band(self) -> str:
        """Under which heading it stands by date."""
        if self.due_on is None:
            return "none"
        days = (self.due_on - self.today).days
        if days < 0:
            return "overdue"
        return "today" if days == 0 else "week" if days <= 7 else "later"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; what nobody knows counts as not given."""

    view: str = "open"
    group: str = "rank"
    kind: str = ""
    participant: str = ""
    due: str = ""

    @classmethod
    def of(cls, given: Any) -> "Wanted":
        def chosen(name: str, among: Any, otherwise: str = "") -> str:
            value = given.get(name, "")
            return value if value in among else otherwise

        kinds = {source.key for source in worklist.sources()}
        return cls(
            chosen("view", VIEWS, "open"),
            chosen("group", GROUPS, "rank"),
            chosen("kind", kinds),
            given.get("participant", "")[:20].replace("\x00", ""),
            chosen("due", DUE),
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.participant or self.due)

    def conditions(self) -> tuple[list[str], list[Any]]:
        found, values = ["snoozed = %s"], [self.view == "snoozed"]
        if self.kind:
            found.append("kind = %s")
            values.append(self.kind)
        if self.participant:
            found.append(OF_COMPANY)
            values.append(self.participant)
        if self.due:
            found.append(DUE[self.due])
        return found, values


@dataclass(slots=True)
class Page:
    """One page with the counts of the whole list; `total` is how many lines the filters leave.

    `anew`: the line after which it was to begin is gone, so it is the first page.
    """

    rows: list[Line] = field(default_factory=list)
    total: int = 0
    pressing: int = 0
    snoozed: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    dues: dict[str, int] = field(default_factory=dict)
    has_next: bool = False
    has_previous: bool = False
    anew: bool = False

    @property
    def first(self) -> str:
        return self.rows[0].ref if self.rows else ""

    @property
    def last(self) -> str:
        return self.rows[-1].ref if self.rows else ""

    @property
    def open(self) -> int:
        return sum(self.kinds.values())


class Worklist:
    """Reads only."""

    def __init__(self, user: Any, now: datetime, wanted: Wanted | None = None) -> None:
        self.asked = Asked(user, now)
        self.wanted = wanted or Wanted()

    def page(self, *, after: str = "", before: str = "", size: int = PAGE_SIZE) -> Page:
        conditions, values = self.wanted.conditions()
        back = bool(before)
        rows = self._read(conditions, values, named=before or after, back=back, size=size + 1)
        total, pressing, snoozed, kinds, dues, bound = rows[0][:6]
        found = [self._line(row[6:]) for row in rows if row[6] is not None]
        more, found = len(found) > size, found[:size]
        has_next, has_previous = (True, more) if back and bound else (more, bound)
        ordered = found[::-1] if back else found
        anew = bool(before or after) and not bound
        cached.write(_kept(self.asked.user), pressing, SECONDS)
        return Page(ordered, total, pressing, snoozed, kinds or {}, dues or {}, has_next, has_previous, anew)

    def find(self, ref: str) -> Line | None:
        """The line of this list with the reference, resting or not."""
        rows = self._read(["ref = %s"], [ref.replace("\x00", "")], named="", back=False, size=1)
        return self._line(rows[0][6:]) if rows[0][6] is not None else None

    def grouped(self, page: Page) -> Iterator[tuple[Line, list[Line]]]:
        """The page's lines under their headings, each heading told by its first line."""
        keys = {"participant": lambda line: line.participant, "date": lambda line: line.band, "rank": lambda line: 0}
        for _key, rows in groupby(page.rows, keys[self.wanted.group]):
            found = list(rows)
            yield found[0], found

    @cached_property
    def participants(self) -> list[tuple[str, str]]:
        return self.asked.named

    def _read(self, conditions: list[str], values: list[Any], **how: Any) -> list[tuple[Any, ...]]:
        sql, params = paged(self.asked, conditions=conditions, values=values, order=self.wanted.group, **how)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def _line(self, row: tuple[Any, ...]) -> Line:
        names = ("participant_ref", "participant_name", "person_name")
        told = dict(zip((*SHOWN, *names), row, strict=True))
        texts = {name: told[name] or "" for name in names}
        mark = self.asked.marks.get(texts["participant_ref"], "")
        return Line(**told | texts, today=self.asked.today, health=mark)


def pressing(user: Any, now: datetime) -> int:
    """How many lines ask for somebody today, for the menu: read anew once a minute, and whenever the list is read."""
    if (known := cached.read(_kept(user))) is not None:
        return known
    sql, params = counted(Asked(user, now))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchone()[0]
    cached.write(_kept(user), found, SECONDS)
    return found


def _kept(user: Any) -> str:
    return f"participants:worklist:{user.pk}"
