"""What the pages show of a draft: its items with what became of them, and what publishing it would lead to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from participants.actions.drafts import drafted
from participants.models import BlockDraft, MarketRole
from participants.requirement_pages import Names, Shown
from participants.requirements import blocks_now, items_of, with_items
from participants.rules.requirements import Block, Item
from participants.rules.requirements.changes import Changes, differences
from participants.rules.requirements.effects import affected_roles, faults

NEW: Final = "New"
CHANGED: Final = "Changed"
KEPT: Final = ""


@dataclass(frozen=True)
class DraftRow:
    """An item of a draft, and whether it differs from the version the draft began with."""

    shown: Shown
    mark: str
    first: bool
    last: bool

    @property
    def code(self) -> str:
        return self.shown.item.code


@dataclass(frozen=True)
class Preview:
    """What a draft changes against what holds now, what stands in its way, and the market roles it is felt by."""

    changes: Changes
    faults: list[str]
    roles: list[MarketRole]

    @property
    def told(self) -> list[tuple[str, str, str]]:
        return [(what, *values) for what, values in self.changes.items()]


def rows_of(draft: BlockDraft) -> tuple[list[DraftRow], list[Shown]]:
    """The items in the draft's order, and those it has dropped."""
    base = {item.code: item for item in items_of(draft.base)}
    items, names = drafted(draft), Names.read()
    kept = {item.code for item in items}
    rows = [
        DraftRow(Shown(item, names), _mark(base.get(item.code), item), place == 1, place == len(items))
        for place, item in enumerate(items, start=1)
    ]
    return rows, [Shown(item, names) for code, item in base.items() if code not in kept]


def preview_of(draft: BlockDraft) -> Preview:
    """Against what holds now; a fixed number of statements."""
    blocks = blocks_now()
    code, items = draft.block.code, drafted(draft)
    wanted = with_items(blocks, code, items)
    found = faults(wanted, code)
    present = next(block.items for block in blocks if block.code == code)
    felt_by = [] if found else affected_roles(blocks, wanted)
    roles = MarketRole.objects.filter(code__in=felt_by).order_by("order", "code") if felt_by else []
    return Preview(differences(present, items), found, list(roles))


def known_codes(draft: BlockDraft) -> list[tuple[str, str]]:
    """What an item may wait for, as suggestions: the items as they would be, and the blocks."""
    blocks: Sequence[Block] = with_items(blocks_now(), draft.block.code, drafted(draft))
    items = [(item.code, item.title) for block in blocks for item in block.items]
    return [*items, *((block.code, "all mandatory items of the block") for block in blocks)]


def _mark(before: Item | None, item: Item) -> str:
    if before is None:
        return NEW
    return KEPT if before == item else CHANGED
