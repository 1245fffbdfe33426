"""Audit events as people read them: words for fields and values, pages that end at an event.

AuditEvent has no public reference; its id is shown to those who may read the trail and guesses nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from portal.audit import verbs
from portal.audit.models import AuditEvent
from portal.web import keyset, words

ORDER = ("-at", "-id")
PAGE_SIZE = 50
# Field names whose words are not simply the name.
LABELS = {"duns": "DUNS", "email": "E-mail", "capacity_mw": "Capacity (MW)", "starts_on": "From", "ends_on": "Until"}
MOST_DIGITS = 18  # of a bigint


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its sentence, icon and changes in words."""

    event: AuditEvent
    label: str
    icon: str
    changes: list[Change]


def told(event: AuditEvent) -> Told:
    changes = [change(name, pair) for name, pair in event.changes.items()]
    return Told(
        event, verbs.label(event.verb), verbs.icon(event.verb), [one for one in changes if one.before or one.after]
    )


def change(name: str, pair: Any) -> Change:
    """`[old, new]` in words; a single value of an older release reads as what was set."""
    before, after = pair if isinstance(pair, list) and len(pair) == 2 else ("", pair)
    return Change(LABELS.get(name) or name.replace("_", " ").capitalize(), value(before), value(after))


def value(raw: Any) -> str:
    """A stored value as read by people: dates as dates, yes and no for truth."""
    text = "" if raw is None else str(raw)
    if text in ("True", "False"):
        return "yes" if text == "True" else "no"
    try:
        return words.moment(datetime.fromisoformat(text)) if "T" in text else words.short_day(date.fromisoformat(text))
    except ValueError:
        return text


def page_of_events(events: QuerySet, query: Mapping[str, str], size: int = PAGE_SIZE) -> keyset.Page:
    """One page of events, newest first; `after` and `before` in the query are ids of events among them."""
    after, before = (number_named(query.get(name, "")) for name in ("after", "before"))
    return keyset.paginate(events, ORDER, after=after, before=before, size=size, named_by="pk")


def number_named(text: str) -> str:
    """The id an address names, or nothing when it cannot be one."""
    return text if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else ""
