"""Which items must be accepted before which: dependencies resolved to codes, circles refused with their path."""

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from participants.rules.requirements.items import Block, Dependency, Item

Before = dict[str, frozenset[str]]


class UnknownCode(ValueError):
    """A dependency names an item or a block that is not there."""

    def __init__(self, code: str, named_by: str) -> None:
        super().__init__(f"{named_by} waits for “{code}”, which is not there.")
        self.code = code
        self.named_by = named_by


class Circle(ValueError):
    """Items that wait for one another; the path ends where it begins."""

    def __init__(self, path: Sequence[str]) -> None:
        super().__init__(f"These wait for one another: {' → '.join(map(str, path))}.")
        self.path = tuple(path)


def resolve(blocks: Sequence[Block]) -> Before:
    """For each item the codes of those it waits for directly; UnknownCode, Circle.

    In the order of the blocks and of their items.
    """
    where = {item.code: block for block in blocks for item in block.items}
    before: Before = {}
    for block in blocks:
        for item in block.items:
            found = (codes_of(dependency, item, blocks, where) for dependency in item.dependencies)
            before[item.code] = frozenset().union(*found)
    refuse_circle(before)
    return before


def codes_of(dependency: Dependency, item: Item, blocks: Sequence[Block], where: Mapping[str, Block]) -> frozenset[str]:
    """The items that one dependency stands for."""
    own = where[item.code]
    match dependency.kind:
        case "item":
            _require_known(dependency.code, item, where)
            return frozenset({dependency.code})
        case "all_above":
            return frozenset(one.code for one in own.items[: own.items.index(item)])
        case "all_mandatory":
            return _mandatory(own) - {item.code}
        case "block":
            named = next((block for block in blocks if block.code == dependency.code), None)
            if named is None:
                raise UnknownCode(dependency.code, item.code)
            return _mandatory(named)
    return _range(dependency, item, where)


def order_of(before: Before) -> list[str]:
    """All codes, each after those it waits for."""
    return list(TopologicalSorter(before).static_order())


def refuse_circle(before: Before) -> None:
    """Circle, beginning with the item that comes first."""
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        # The sorter names each before the one that waits for it; we read from the one that waits.
        around = list(reversed(error.args[1]))[:-1]
        begin = min(range(len(around)), key=lambda index: list(before).index(around[index]))
        raise Circle([*around[begin:], *around[:begin], around[begin]]) from error


def ancestors(code: str, before: Before) -> frozenset[str]:
    """All that an item waits for, directly or not."""
    seen: set[str] = set()
    ahead = set(before[code])
    while ahead:
        one = ahead.pop()
        if one not in seen:
            seen.add(one)
            ahead |= before[one]
    return frozenset(seen)


def _mandatory(block: Block) -> frozenset[str]:
    return frozenset(item.code for item in block.items if item.mandatory)


def _range(dependency: Dependency, item: Item, where: Mapping[str, Block]) -> frozenset[str]:
    _require_known(dependency.first, item, where)
    codes = [one.code for one in where[dependency.first].items]
    begin = codes.index(dependency.first)
    if dependency.last not in codes[begin:]:
        raise UnknownCode(dependency.last, item.code)
    found = codes[begin : codes.index(dependency.last) + 1]
    _require_all(dependency.without, found, item)
    return frozenset(found) - frozenset(dependency.without)


def _require_all(codes: Iterable[str], known: Iterable[str], item: Item) -> None:
    for code in codes:
        if code not in known:
            raise UnknownCode(code, item.code)


def _require_known(code: str, item: Item, where: Mapping[str, Block]) -> None:
    if code not in where:
        raise UnknownCode(code, item.code)
