"""What every page says at its top while something extraordinary goes on. Registered in `ready()`.

    banners.register("grid-event", lambda request: Banner("Grid event: ...", "...") or None)

A banner is asked for on every page, so whoever gives one asks no database.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Banner:
    """`url` leads to more about it; empty where the person may read no more. Without a `tone` it is a calm one.

    `phone` ends the text and is called from where one reads it.
    """

    title: str
    text: str = ""
    icon: str = "info"
    url: str = ""
    tone: str = "warn"
    phone: str = ""


Give = Callable[[HttpRequest], Banner | None]

_given: dict[str, Give] = {}


def register(key: str, give: Give) -> None:
    """Add a banner; the same key again replaces it."""
    _given[key] = give


def shown(request: HttpRequest) -> list[Banner]:
    """The banners of a signed-in person, in the order of registration."""
    return [banner for give in _given.values() if (banner := give(request)) is not None]
