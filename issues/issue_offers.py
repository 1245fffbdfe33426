"""What can be done from an issue's page: buttons and entries of its menu, registered by the parts of issues.

    issue_offers.register("issue", "refer", "Ask a department", "messages-square", "issues:referral-add", order=30,
                          when=lambda issue, user, may_work: may_work and issue.is_open)

The address gets the issue's reference. `place`: "primary" (one only), "button", or "menu".
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from portal.web.addresses import reverse

PLACES: Final = ("primary", "button", "menu")


@dataclass(frozen=True, slots=True)
class Offer:
    key: str
    label: str
    icon: str
    url_name: str
    when: Callable[[Any, Any, bool], bool]
    order: int
    place: str


@dataclass(frozen=True, slots=True)
class Shown:
    label: str
    icon: str
    url: str
    place: str


_offers: dict[str, dict[str, Offer]] = {}


def register(
    page: str,
    key: str,
    label: str,
    icon: str,
    url_name: str,
    *,
    when: Callable[[Any, Any, bool], bool],
    order: int = 100,
    place: str = "menu",
) -> None:
    """Add something to do to a page ("issue" or "my-issue"); the same key again replaces it."""
    if place not in PLACES:
        raise ValueError(f"An offer stands in one of {PLACES}.")
    _offers.setdefault(page, {})[key] = Offer(key, label, icon, url_name, when, order, place)


def offered(page: str, issue: Any, user: Any, may_work: bool, *, ending: str = "") -> list[Shown]:
    """What this person can do to this issue now, in order. `may_work`: whether one may move it along.

    `ending` is what each address ends with: where the issue was opened from, say.
    """
    chosen = [one for one in _offers.get(page, {}).values() if one.when(issue, user, may_work)]
    chosen.sort(key=lambda one: one.order)
    return [Shown(one.label, one.icon, reverse(one.url_name, args=[issue.ref]) + ending, one.place) for one in chosen]
