"""What a market role needs: the common block first, then the blocks that name the role."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from participants.rules.requirements.dependencies import Before, codes_of, order_of, refuse_circle, resolve
from participants.rules.requirements.items import Block, Item


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items asked of one registration, by code, and what each waits for among them."""

    items: dict[str, Item]
    before: Before

    @property
    def order(self) -> list[str]:
        """Codes, each after those it waits for."""
        return order_of(self.before)


def blocks_of_role(blocks: Sequence[Block], role: str) -> list[Block]:
    """The blocks a role needs: the common ones first, each in the order given."""
    common = [block for block in blocks if block.common]
    return common + [block for block in blocks if not block.common and role in block.roles]


def checklist(blocks: Sequence[Block], role: str) -> Checklist:
    """What a registration with that role must bring, of all the blocks there are; UnknownCode, Circle.

    A range of a block that the role does not need brings those items along: they are worked on after whatever
    else the item with the range waits for. What is not asked of this registration holds nothing up.
    """
    before = resolve(blocks)
    items = {item.code: item for block in blocks_of_role(blocks, role) for item in block.items}
    known = {item.code: item for block in blocks for item in block.items}
    inherited: dict[str, frozenset[str]] = {}
    for item in list(items.values()):
        ranges = _ranges(item, blocks)
        for code in [one for one in known if one in ranges and one not in items]:
            items[code] = known[code]
            inherited[code] = before[item.code] - ranges
    asked = {code: (before[code] | inherited.get(code, frozenset())) & items.keys() for code in items}
    refuse_circle(asked)
    return Checklist(items, asked)


def require_sound(blocks: Sequence[Block]) -> None:
    """Every dependency leads somewhere, and no role gets a circle; UnknownCode, Circle."""
    resolve(blocks)
    for role in sorted(set(chain.from_iterable(block.roles for block in blocks))):
        checklist(blocks, role)


def _ranges(item: Item, blocks: Sequence[Block]) -> frozenset[str]:
    where = {one.code: block for block in blocks for one in block.items}
    ranges = (one for one in item.dependencies if one.kind == "range")
    return frozenset().union(*(codes_of(one, item, blocks, where) for one in ranges))
