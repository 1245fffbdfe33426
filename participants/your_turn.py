"""What may wait for a participant's people. Each app registers its rows in `ready()`:

    your_turn.register("obligation", "Obligations", "calendar-range", find, page="my-obligation",
                       steps={"file": "Hand it in"}, members_only=True)

`find(asked)` gives a queryset of the fixed columns (`lines(rows, title=..., step=...)`), narrowed by `visible_to` to
what the person may see; none of it is read here. `your_turn_reading` puts all of them together in one UNION ALL inside
the wall, which PostgreSQL orders, counts and pages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, Func, IntegerField, QuerySet
from django.urls import reverse

from portal.lifecycle.columns import in_columns
from portal.scoping.today import market_day

# The columns of every line, in this order; what a source does not give is empty.
COLUMNS: Final[dict[str, Any]] = {
    "ref": CharField(),
    "target": CharField(),
    "title": CharField(),
    "about": CharField(),
    "step": CharField(),
    "due_on": DateField(),
    "due_at": DateTimeField(),
    "why": CharField(),
    "days": IntegerField(),
    "calendar": CharField(),
    "begins_on": DateField(),
    "asker": CharField(),
    "departments": CharField(),
    "person": BigIntegerField(),
}


class DayWords(Func):
    """A day as pages write it: "Nov 30, 2026"."""

    template = "to_char(%(expressions)s, 'Mon FMDD, YYYY')"
    output_field = CharField()


def lines(rows: QuerySet, **columns: Any) -> QuerySet:
    """The rows as lines of the list.

    `ref`, `title` and `target`, by which the page is found, are the row's own unless given. `due_on` is a market day,
    `due_at` an instant. Why then: `why` in words, or `days` of a `calendar` since `begins_on`. Who asks: `asker` by
    name, else the `person`, else the `departments` (a JSON list of codes).
    """
    own = {"ref": F("ref"), "target": F("ref"), "title": F("title")}
    return in_columns(rows, COLUMNS, own | columns)


@dataclass(frozen=True)
class Asked:
    """Whose list it is, and when. The person acts for one participant, inside the wall."""

    user: Any
    now: datetime
    today: date

    @classmethod
    def of(cls, user: Any, now: datetime) -> "Asked":
        return cls(user, now, market_day(now))


Find = Callable[[Asked], QuerySet]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of line. `steps`: what to do, as a verb, by the line's step; `members_only`: not while one applies.

    `unasked`: a day of the company's own, which nobody asks it to use.
    """

    key: str
    label: str
    icon: str
    find: Find
    page: str
    steps: Mapping[str, str]
    members_only: bool = False
    whole_page: bool = False
    unasked: bool = False
    order: int = 100

    def url(self, target: str) -> str:
        """The row's own page; its place on the page where several rows share one."""
        return f"{reverse(self.page)}#{target}" if self.whole_page else reverse(self.page, args=[target])


_sources: dict[str, Source] = {}


def register(
    key: str,
    label: str,
    icon: str,
    find: Find,
    *,
    page: str,
    steps: Mapping[str, str],
    members_only: bool = False,
    whole_page: bool = False,
    unasked: bool = False,
    order: int = 100,
) -> None:
    """Add a kind of line; the same key again replaces it."""
    _sources[key] = Source(key, label, icon, find, page, steps, members_only, whole_page, unasked, order)


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: source.order)


def source_of(key: str) -> Source:
    return _sources[key]
