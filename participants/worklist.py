"""What may stand in the list of somebody's day. Each app registers its rows in `ready()`:

    worklist.register("follow-up", "Follow-ups", "calendar-check", find, page="participants:follow-up-detail",
                      steps={"do": ours("Do it"), "wait": theirs("The participant answers")})

`find(asked)` gives a queryset of the fixed columns (`lines(rows, title=..., due_on=...)`), narrowed to what the person
may see and acts on; none of it is read here. `worklist_reading` puts all of them together in one UNION ALL, which
PostgreSQL orders and pages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
)
from django.urls import NoReverseMatch, reverse

from accounts.models import Absence
from participants.choices import Turn
from participants.models import Assignment
from participants.querysets.health import SEES, shown_mark
from participants.quiet import quiet_since
from portal.lifecycle.columns import in_columns
from portal.scoping.today import market_day

# The columns of every line, in this order; what a source does not give is empty.
COLUMNS: Final[dict[str, Any]] = {
    "ref": CharField(),
    "participant": BigIntegerField(),
    "title": CharField(),
    "due_on": DateField(),
    "step": CharField(),
    "severity": IntegerField(),
    "since": DateTimeField(),
    "quiet_days": IntegerField(),
    "person": BigIntegerField(),
}


class MarketDay(Func):
    """The market's day of an instant."""

    template = "(%(expressions)s AT TIME ZONE 'America/Chicago')::date"
    output_field = DateField()


def lines(rows: QuerySet, **columns: Any) -> QuerySet:
    """The rows as lines of the worklist: `ref`, `participant` and `title` are the row's own unless given.

    `step` is the key of the next step, `since` when one began to wait or was last in touch, `person` the key of who is
    responsible.
    """
    own = {"ref": F("ref"), "participant": F("participant_id"), "title": F("title")}
    return in_columns(rows, COLUMNS, own | columns)


@dataclass(frozen=True)
class Asked:
    """Whose list it is, and when; whom that person looks after or stands in for is read once, in one statement."""

    user: Any
    now: datetime

    @property
    def today(self) -> date:
        return market_day(self.now)

    @cached_property
    def _mine(self) -> tuple[dict[int, tuple[str, str, str | None]], dict[int, str]]:
        held = Assignment.objects.today().acted_on_by(self.user).order_by()
        away = Absence.objects.on(self.today).filter(stand_in=self.user.pk).order_by()
        mark = shown_mark("participant__health__") if self.user.can(SEES) else Value(None, CharField())
        held = held.annotate(mark=mark).values_list("participant", "participant__ref", "participant__name", "mark")
        away = away.annotate(mark=Value(None, CharField())).values_list("person", "person__ref", "person__name", "mark")
        rows = held.annotate(company=Value(True)).union(away.annotate(company=Value(False)))
        companies: dict[int, tuple[str, str, str | None]] = {}
        people: dict[int, str] = {}
        for key, ref, name, mark, company in rows:
            if company:
                companies[key] = ref, name, mark
            else:
                people[key] = name
        return companies, people

    @property
    def companies(self) -> set[int]:
        """Whom the person is assigned to today, or stands in for."""
        return set(self._mine[0])

    @property
    def people(self) -> set[int]:
        """The person, and the absent colleagues the person stands in for."""
        return {self.user.pk, *self._mine[1]}

    @property
    def away(self) -> list[str]:
        """The names of those colleagues."""
        return sorted(self._mine[1].values())

    @property
    def named(self) -> list[tuple[str, str]]:
        """References and names of the companies, by name."""
        found = ((ref, name) for ref, name, _mark in self._mine[0].values())
        return sorted(found, key=lambda one: (one[1].casefold(), one[0]))

    @property
    def marks(self) -> dict[str, str]:
        """How the relationship with each company stands, by its reference, as far as it was reckoned."""
        return {ref: mark for ref, _name, mark in self._mine[0].values() if mark}

    @cached_property
    def quiet_since(self) -> datetime:
        """Whoever was in touch last before this instant has gone quiet."""
        return quiet_since(self.now)

    def of(self, **who: str) -> Q:
        """The condition "of my companies, or of my people", each by the field that names it."""
        found = Q()
        if "company" in who:
            found |= Q(**{f"{who['company']}__in": self.companies})
        if "person" in who:
            found |= Q(**{f"{who['person']}__in": self.people})
        return found


Find = Callable[[Asked], QuerySet]


class Step(NamedTuple):
    """What comes next with a line, in words, and who takes that step."""

    words: str
    turn: str


def ours(words: str) -> Step:
    return Step(words, Turn.OURS)


def colleagues(words: str) -> Step:
    return Step(words, Turn.COLLEAGUES)


def theirs(words: str) -> Step:
    return Step(words, Turn.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of line. `clocks`: what is promised of it is told by its running clocks, more exactly than by a day."""

    key: str
    label: str
    icon: str
    find: Find
    page: str
    steps: Mapping[str, Step]
    noun: str = ""
    clocks: bool = False
    order: int = 100

    def url(self, ref: str) -> str:
        """The row's own page; empty where that is not there."""
        try:
            return reverse(self.page, args=[ref])
        except NoReverseMatch:
            return ""


_sources: dict[str, Source] = {}


def register(
    key: str,
    label: str,
    icon: str,
    find: Find,
    *,
    page: str,
    steps: Mapping[str, Step],
    noun: str = "",
    clocks: bool = False,
    order: int = 100,
) -> None:
    """Add a kind of line; the same key again replaces it. `label` names many, `noun` one of them."""
    _sources[key] = Source(key, label, icon, find, page, steps, noun or label.removesuffix("s"), clocks, order)


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: source.order)


def source_of(key: str) -> Source:
    return _sources[key]
