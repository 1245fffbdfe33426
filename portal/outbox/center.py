"""The notification center: what is new, grouped by the record it is about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from portal.lifecycle import subjects
from portal.outbox.models import Notification

ENTRIES = 5
COUNTED = 99


@dataclass(frozen=True, slots=True)
class About:
    """What news is about, as its reader may see it: name and address, or the reference only."""

    ref: str
    name: str = ""
    url: str = ""


@dataclass(slots=True)
class Group:
    """The latest news about one record. `more` further ones are older than those in `entries`."""

    head: Notification
    about: About
    entries: list[Notification] = field(default_factory=list)
    more: int = 0
    unread: bool = False


def groups_of(user: Any, heads: list[Notification], rows: QuerySet) -> list[Group]:
    """The groups that `heads` lead, with their latest entries out of `rows`; one statement and one per type."""
    about = abouts(user, heads)
    entries: dict[str, list[Notification]] = defaultdict(list)
    for entry in rows.latest_about({head.about_ref for head in heads} - {""}, ENTRIES).told():
        entries[entry.about_ref].append(entry)
    found = []
    for head in heads:
        own = entries.get(head.about_ref) or [head]
        more = max(getattr(own[0], "in_all", 1) - ENTRIES, 0)
        unread = getattr(own[0], "new_in_all", int(head.read_at is None)) > 0
        found.append(Group(head, about[head.about_ref], own, more, unread))
    return found


def abouts(user: Any, rows: Iterable[Any]) -> dict[str, About]:
    """What notifications or messages are about, by reference, as this person may see it; one statement per type."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row.about_type].add(row.about_ref)
    found = {ref: About(ref) for refs in wanted.values() for ref in refs}
    for type_, refs in wanted.items():
        for ref, row in subjects.visible(user, type_, refs - {""}).items():
            found[ref] = About(ref, str(row), address_of(user, row))
    return found


def address_of(user: Any, row: Any) -> str:
    """Where a person reads a row: staff at the desk, participants' users on their own side if it has a page there."""
    page = getattr(row, "get_absolute_url" if user.is_staff else "get_my_url", None)
    return page() if page else ""


@dataclass(frozen=True, slots=True)
class Unread:
    """What the bell shows: how many (at most COUNTED are counted) and the newest of them."""

    count: int
    newest: str

    @property
    def words(self) -> str:
        return f"{COUNTED}+" if self.count > COUNTED else str(self.count)


def unread_of(user: Any) -> Unread:
    """One small statement, served by the index of unread notifications."""
    refs = Notification.objects.visible_to(user).unread().order_by("-pk").values_list("ref", flat=True)
    newest = list(refs[: COUNTED + 1])
    return Unread(len(newest), newest[0] if newest else "")
