"""Items as plain data, for drafts that are not published yet."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from participants.rules.requirements.asks import Ask
from participants.rules.requirements.items import Dependency, Item

TEXTS: Final = ("reviewers", "form_codes", "sections")
DAYS: Final = ("effective_from", "effective_to")


def to_json(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {field.name: getattr(item, field.name) for field in fields(Item)}
    told |= {name: list(told[name]) for name in TEXTS}
    told |= {name: told[name].isoformat() if told[name] else None for name in DAYS}
    return told | {name: [one.to_json() for one in getattr(item, name)] for name in ("dependencies", "asks")}


def from_json(value: Mapping[str, Any]) -> Item:
    """As `to_json` left it."""
    given = dict(value)
    given |= {name: tuple(given[name]) for name in TEXTS}
    given |= {name: date.fromisoformat(given[name]) if given[name] else None for name in DAYS}
    given["dependencies"] = tuple(Dependency.from_json(one) for one in given["dependencies"])
    given["asks"] = tuple(Ask.from_json(one) for one in given["asks"])
    return Item(**given)
