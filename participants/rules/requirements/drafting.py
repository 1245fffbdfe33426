"""Steps of editing the items of a block, on plain values: nothing is written here."""

from collections.abc import Callable, Sequence
from typing import Final

from participants.rules.requirements.items import Item

Items = tuple[Item, ...]
UP: Final = "up"
DOWN: Final = "down"


class NoSuchItem(LookupError):
    """The draft holds no item with that code."""


def place_of(items: Sequence[Item], code: str) -> int:
    """Where an item stands; NoSuchItem."""
    for place, item in enumerate(items):
        if item.code == code:
            return place
    raise NoSuchItem(code)


def moved(items: Sequence[Item], code: str, direction: str) -> Items:
    """One place up or down; the first stays first, the last stays last."""
    place = place_of(items, code)
    target = min(max(place + (-1 if direction == UP else 1), 0), len(items) - 1)
    others = [item for item in items if item.code != code]
    return (*others[:target], items[place], *others[target:])


def replaced(items: Sequence[Item], item: Item) -> Items:
    """With this item instead of the one of the same code."""
    place = place_of(items, item.code)
    return (*items[:place], item, *items[place + 1 :])


def removed(items: Sequence[Item], code: str) -> Items:
    place_of(items, code)
    return tuple(item for item in items if item.code != code)


def brought_back(items: Sequence[Item], base: Sequence[Item], code: str) -> Items:
    """An item of the version a draft began from, behind the one it stood behind there."""
    place = place_of(base, code)
    if any(item.code == code for item in items):
        return tuple(items)
    codes = [item.code for item in items]
    before = next((one.code for one in reversed(base[:place]) if one.code in codes), None)
    target = codes.index(before) + 1 if before else 0
    return (*items[:target], base[place], *items[target:])


def carried_over(base: Sequence[Item], mine: Sequence[Item], present: Sequence[Item]) -> Items:
    """What a draft changed since it began, brought onto what holds now; where both changed an item the draft's stays.

    The preview then tells every difference from what holds now, so that nothing of somebody else's goes unnoticed.
    """
    old, own, new = ({item.code: item for item in items} for items in (base, mine, present))
    kept = {code: _of_both(old.get(code), own.get(code), new.get(code)) for code in {**own, **new}}
    reordered = [code for code in own if code in old] != [code for code in old if code in own]
    first, then = (mine, present) if reordered else (present, mine)
    return _in_order(first, then, lambda code: kept[code])


def _of_both(old: Item | None, own: Item | None, new: Item | None) -> Item | None:
    """The one that changed since the beginning; the draft's where both did."""
    return new if own == old else own


def _in_order(first: Sequence[Item], then: Sequence[Item], kept: Callable[[str], Item | None]) -> Items:
    """In the order of the first; what only the other has stands behind what it stands behind there."""
    order = [item.code for item in first]
    for place, item in enumerate(then):
        if item.code not in order:
            before = next((one.code for one in reversed(then[:place]) if one.code in order), None)
            order.insert(order.index(before) + 1 if before else 0, item.code)
    return tuple(item for code in order if (item := kept(code)) is not None)
