"""Lists that can be looked at in saved views and with chosen columns. The apps that have them register them:

saved_lists.register("issues", "Issues", "issues:issue-list", capability="issues.view", columns={...})
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import SavedView, User
from portal.web import cached
from portal.web.keyset import bounded_counts

# What an address says of a page and not of a view.
OF_A_PAGE: Final = ("after", "before", "page", "export", "saved")
LONGEST: Final = 2000
MOST: Final = 40
# Of so many views at most; each costs a part of the statement.
COUNTED: Final = 15
SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class SavedList:
    """`columns` maps the columns that can be chosen to their words; none: the list shows what it shows.

    `rows(user, query)` gives what the list shows under an address, for lists that do not count their views themselves.
    """

    noun: str
    label: str
    url_name: str
    capability: str
    columns: Mapping[str, str] = field(default_factory=dict)
    rows: Callable[[Any, str], QuerySet] | None = None


_lists: dict[str, SavedList] = {}


def register(
    noun: str,
    label: str,
    url_name: str,
    *,
    capability: str,
    columns: Mapping[str, str] | None = None,
    rows: Callable[[Any, str], QuerySet] | None = None,
) -> None:
    _lists[noun] = SavedList(noun, label, url_name, capability, columns or {}, rows)


def list_of(noun: str, user: Any) -> SavedList | None:
    """The list of that name, if there is one and the person may read it."""
    found = _lists.get(noun)
    return found if found is not None and user.is_staff and user.can(found.capability) else None


def first_list(user: Any) -> str:
    """The list meant by an address that names none."""
    return next((noun for noun in _lists if list_of(noun, user)), "")


def views_of(user: Any, noun: str) -> list[SavedView]:
    """The saved views that a list offers: one's own first, then shared ones; one statement."""
    rows = SavedView.objects.visible_to(user).of_list(noun).select_related("owner").order_by("name", "id")[:MOST]
    return sorted(rows, key=lambda view: view.owner_id != user.pk)


def counts_of(user: Any, listed: SavedList, views: list[SavedView]) -> dict[str, str]:
    """How many rows each view has, a thousand at most, by its reference; one statement, remembered for a while."""
    if listed.rows is None or not views:
        return {}
    digest = hashlib.sha256("|".join(f"{view.ref} {view.query}" for view in views).encode()).hexdigest()[:32]
    key = f"accounts:view-counts:{user.pk}:{listed.noun}:{digest}"
    if (known := cached.read(key)) is not None:
        return known
    asked = {view.ref: listed.rows(user, view.query) for view in views[:COUNTED]}
    found = bounded_counts(asked, beside=User.objects.filter(pk=user.pk))
    cached.write(key, found, SECONDS)
    return found


def kept_query(query: str) -> str:
    """What a saved view keeps of an address: everything but the page one was on."""
    given = QueryDict(query[:LONGEST], mutable=True)
    for name in OF_A_PAGE:
        given.pop(name, None)
    return given.urlencode()[:LONGEST]
