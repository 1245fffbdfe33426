"""Short ways to write blocks and items, shared by the tests of requirements."""

from typing import Any

from participants.rules.requirements import Block, Dependency, Item

ABOVE = Dependency("all_above")
MANDATORY = Dependency("all_mandatory")


def span(first: str, last: str, *without: str) -> Dependency:
    return Dependency("range", first=first, last=last, without=without)


def whole(block: str) -> Dependency:
    return Dependency("block", code=block)


def item(code: str, *after: str | Dependency, days: int | None = 1, **other: Any) -> Item:
    """An item that differs from any other in what is given."""
    dependencies = tuple(Dependency("item", code=one) if isinstance(one, str) else one for one in after)
    given = {"least_days": days, "typical_days": days} | other
    return Item(code, f"Title of {code}", "evidence", ("REG",), "source", "V", dependencies=dependencies, **given)


def block(code: str, *items: Item, roles: str = "", common: bool = False) -> Block:
    return Block(code, items, frozenset(roles.split()), common)
