"""From the rows of what registrations must bring to the plain values of the rules, and back."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from participants.models import BlockVersion, Requirement, RequirementBlock
from participants.rules.requirements import Ask, Block, Dependency, Item, checklist

LISTS: Final = frozenset({"form_codes", "sections", "reviewers"})


def blocks_now() -> list[Block]:
    """What is asked for now, in order; three statements."""
    return _blocks(BlockVersion.objects.current())


def blocks_on(day: date) -> list[Block]:
    """What will be asked for on a day that has not come, by what is published now; three statements."""
    return _blocks(BlockVersion.objects.to_hold_on(day))


def _blocks(versions: QuerySet[BlockVersion]) -> list[Block]:
    held = Prefetch("versions", versions.prefetch_related("items"), to_attr="held")
    rows = RequirementBlock.objects.order_by("order", "code").prefetch_related(held)
    return [
        Block(row.code, items_of(row.held[0]) if row.held else (), frozenset(row.role_codes), row.common)
        for row in rows
    ]


def codes_of_role(role: str) -> set[str]:
    """The items that a registration with that market role must bring now."""
    return set(checklist(blocks_now(), role).items)


def with_items(blocks: Iterable[Block], code: str, items: Iterable[Item]) -> list[Block]:
    """The blocks as they would be if that one asked for these items."""
    return [replace(block, items=tuple(items)) if block.code == code else block for block in blocks]


def items_of(version: BlockVersion) -> tuple[Item, ...]:
    """What a version asks for, in order."""
    return tuple(item_of(row) for row in sorted(version.items.all(), key=lambda row: row.position))


def item_of(row: Requirement) -> Item:
    values: dict[str, Any] = {field.name: getattr(row, field.name) for field in fields(Item)}
    values |= {name: tuple(values[name]) for name in LISTS}
    values["dependencies"] = tuple(Dependency.from_json(one) for one in row.dependencies)
    values["asks"] = tuple(Ask.from_json(one) for one in row.asks)
    return Item(**values)


def row_of(item: Item, version: BlockVersion | None, position: int) -> Requirement:
    """An unsaved row."""
    values: dict[str, Any] = {field.name: getattr(item, field.name) for field in fields(Item)}
    values |= {name: list(values[name]) for name in LISTS}
    values["dependencies"] = [one.to_json() for one in item.dependencies]
    values["asks"] = [one.to_json() for one in item.asks]
    return Requirement(version=version, position=position, **values)
