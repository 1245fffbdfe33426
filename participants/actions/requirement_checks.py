"""What a change of a block must fulfil before it is published; drafts and their preview ask the same."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from accounts.models import Department
from participants.actions.shape import require_order, require_shape
from participants.models import BlockVersion, RequirementBlock
from participants.requirements import blocks_on, items_of, row_of, with_items
from participants.rules.requirements import Block, Circle, Item, UnknownCode, require_sound
from participants.rules.requirements.changes import FIELDS, Changes, differences
from portal.calendars.models import Calendar
from portal.lifecycle.refusals import Refused

STALE: Final = "stale"
UNCHANGED: Final = "Nothing would change: the block asks for exactly this already."
MOST_ITEMS: Final = 100
TEXTS: Final = ("form_codes", "sections", "reviewers")


def require_publishable(block: RequirementBlock, items: Sequence[Item], day: date, base: int | None = None) -> Changes:
    """What the draft changes from `day` on, in words; `Refused` when it cannot be published."""
    present = block.versions.current().get()
    if base is not None and base != present.number:
        raise Refused(
            f"Somebody published version {present.number} meanwhile; begin again from what holds now.", code=STALE
        )
    require_none_coming(block)
    require_items(items)
    for state in states_from(block, day):
        require_codes(block, items, state)
        _require_sound(with_items(state, block.code, items))
    changes = differences(items_of(present), items)
    if not changes:
        raise Refused(UNCHANGED)
    return changes


def require_none_coming(block: RequirementBlock) -> None:
    coming = block.versions.coming().first()
    if coming is not None:
        raise Refused(
            f"Version {coming.number} is published already and holds from {coming.effective_from:%B %-d, %Y} on; "
            "take it back first.",
            code="coming",
        )


def states_from(block: RequirementBlock, day: date) -> list[list[Block]]:
    """The blocks as they will be on that day, and on each later one on which another block changes."""
    later = BlockVersion.objects.coming().exclude(block=block).filter(effective_from__gt=day)
    days = sorted({day, *later.values_list("effective_from", flat=True)})
    return [blocks_on(one) for one in days]


def require_items(items: Sequence[Item]) -> None:
    """Each item by itself can be stored, and says what it must."""
    if not items or len(items) > MOST_ITEMS:
        raise Refused(f"A block asks for at least one and at most {MOST_ITEMS} items.")
    for position, item in enumerate(items, start=1):
        require_item(item, position)


def require_item(item: Item, position: int = 1) -> None:
    row = row_of(item, None, position)
    try:
        require_shape(row, "code", *(name for name in FIELDS if name not in (*TEXTS, "dependencies")))
        _require_fitting(item)
    except Refused as refusal:
        raise Refused(f"{item.code or f'Item {position}'}: {refusal.reason}") from refusal


def require_codes(block: RequirementBlock, items: Sequence[Item], blocks: Sequence[Block]) -> None:
    """Codes are there once in all blocks; departments and calendars are known."""
    require_codes_once(items, {item.code for one in blocks if one.code != block.code for item in one.items})
    departments = set(Department.objects.filter(active=True).values_list("code", flat=True))
    calendars = set(Calendar.objects.values_list("code", flat=True))
    for item in items:
        if unknown := [code for code in item.reviewers if code not in departments]:
            raise Refused(f"{item.code}: there is no department “{unknown[0]}”.", code="unknown_department")
        if item.day_kind not in calendars:
            raise Refused(f"{item.code}: there is no calendar “{item.day_kind}”.", code="unknown_calendar")


def require_codes_once(items: Sequence[Item], taken: set[str]) -> None:
    seen = set(taken)
    for item in items:
        if item.code in seen:
            raise Refused(f"{item.code} is there twice; a code names one item.", code="code_twice")
        seen.add(item.code)


def _require_sound(blocks: Sequence[Block]) -> None:
    try:
        require_sound(blocks)
    except Circle as circle:
        raise Refused(str(circle), code="circle") from circle
    except UnknownCode as unknown:
        raise Refused(str(unknown), code="unknown_code") from unknown


def _require_fitting(item: Item) -> None:
    """Numbers, lists and dates of an item fit one another."""
    for name in TEXTS:
        texts = getattr(item, name)
        if not all(isinstance(one, str) and one.strip() and len(one) <= 40 and "\x00" not in one for one in texts):
            raise Refused("Forms, sections and reviewers are short texts.")
    if not item.reviewers:
        raise Refused("Name at least one department that reviews it.")
    if item.typical_days is not None and (item.least_days is None or item.least_days > item.typical_days):
        raise Refused("The typical days are not fewer than the least days.")
    if item.effective_from is not None:
        require_order(item.effective_from, item.effective_to)
