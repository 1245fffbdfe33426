"""What is open for a participant and can be handed over: each app registers its kinds of work.

    handing_over.register(Source("follow-up", "Follow-ups", "calendar-check", FollowUp, still_open=..., ...))

A hand-over lists it, passes it on, and asks again when it comes back. An app above participants registers in `ready()`.
`register_talk` adds what was said meanwhile. Each source costs the same few statements for any number of rows.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import DateTimeField, Model, Q, QuerySet

from portal.scoping.today import MARKET_ZONE, market_day

LIMIT = 5000  # of one source: more than anybody could hand over
SAID = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One thing as it is now. `state` is in words; `due` its day, where it has one."""

    source: str
    participant_id: int
    ref: str
    what: str
    url: str
    state: str
    due: date | None
    owner_id: int | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of work. `due` is a path of fields, `owner` a field ("" where there is none).

    Of what has an owner only the handed over person's is listed, and what nobody owns. `verb` is recorded when it
    changes hands; what is not `for_days` changes hands only for good. `replan(ref, day, by, now, reason)` gives one
    another day; without it the day is the market's own and stays.
    """

    key: str
    title: str
    icon: str
    model: type[Model]
    still_open: Callable[[QuerySet], QuerySet]
    what: Callable[[Any], str] = str
    state: Callable[[Any], str] = lambda row: str(row.get_state_display())
    url: Callable[[Any], str] = lambda row: row.get_absolute_url()
    due: str = ""
    owner: str = ""
    joined: tuple[str, ...] = ()
    verb: str = ""
    for_days: bool = True
    order: int = 100
    replan: Callable[..., Any] | None = None

    def item(self, row: Any, *, is_open: bool) -> Item:
        owner = getattr(row, f"{self.owner}_id") if self.owner else None
        due = day_of(row, self.due)
        text = self.what(row)[:200]
        return Item(
            self.key, row.participant_id, row.ref, text, self.url(row), self.state(row)[:80], due, owner, is_open
        )  # fmt: skip

    def rows(self) -> QuerySet:
        return (
            self.model._default_manager.select_related(*self.joined)
            if self.joined
            else self.model._default_manager.all()
        )

    def open_of(self, participants: Collection[int], person: Any, until: date | None) -> list[Item]:
        """What is open at these participants, the person's or nobody's, and due by a day where it is due at all."""
        rows = self.still_open(self.rows().filter(participant__in=participants))
        if self.owner:
            rows = rows.filter(Q(**{self.owner: person}) | Q(**{self.owner: None}))
        if self.due and until is not None:
            rows = rows.filter(Q(**{self.due: None}) | Q(**{f"{self.due}__lte": self._last(until)}))
        return [self.item(row, is_open=True) for row in rows.order_by("pk")[:LIMIT]]

    def as_they_are(self, refs: Collection[str]) -> dict[str, Item]:
        """These rows as they are now, whatever became of them."""
        rows = list(self.rows().filter(ref__in=refs))
        open_ = set(self.still_open(self.model._default_manager.filter(ref__in=refs)).values_list("pk", flat=True))
        return {row.ref: self.item(row, is_open=row.pk in open_) for row in rows}

    def mark(self) -> int:
        """The newest row there is: what comes in from now on has a higher key, whatever clock wrote its times."""
        return self.model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0

    def came_in(self, participants: Collection[int], mark: int) -> list[Item]:
        """What began at these participants since a mark."""
        rows = self.model._default_manager.filter(participant__in=participants, pk__gt=mark).order_by("pk")
        return list(self.as_they_are(list(rows.values_list("ref", flat=True)[:LIMIT])).values())

    def _last(self, day: date) -> Any:
        """The end of a day as the field compares it."""
        field: Any = self.model
        for name in self.due.split("__"):
            field = (field if isinstance(field, type) else field.related_model)._meta.get_field(name)
        if isinstance(field, DateTimeField):
            return datetime.combine(day, time.max, MARKET_ZONE)
        return day


@dataclass(frozen=True, slots=True)
class Said:
    """Something one side said to the other."""

    participant_id: int
    at: datetime
    who: str
    text: str
    url: str


Talk = Callable[[Collection[int], datetime, datetime, int], Iterable[Said]]
_sources: dict[str, Source] = {}
_talk: dict[str, Talk] = {}


def register(*sources: Source) -> None:
    """The same key again replaces it."""
    _sources.update({source.key: source for source in sources})


def register_talk(key: str, find: Talk) -> None:
    """`find(participants, since, until, limit)` gives the newest of what was said there, the newest first."""
    _talk[key] = find


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: source.order)


def source(key: str) -> Source | None:
    return _sources.get(key)


def said(participants: Collection[int], since: datetime, until: datetime, limit: int = SAID) -> list[Said]:
    """What both sides said meanwhile, the newest first, and not more than `limit`."""
    found = [one for find in _talk.values() for one in find(participants, since, until, limit)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:limit]


def day_of(row: Any, path: str) -> date | None:
    """The day at the end of a path of fields, by the market's calendar."""
    found = row
    for name in path.split("__") if path else ():
        found = getattr(found, name)
    if not path or found is None:
        return None
    return market_day(found) if isinstance(found, datetime) else found
