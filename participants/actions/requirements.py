"""Changing what registrations must bring: every change is a new version of a block; the one before it stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import Department, User
from participants import permissions
from participants.actions.shape import require_order, require_shape
from participants.models import BlockVersion, Requirement, RequirementBlock
from participants.requirements import blocks_now, items_of, row_of, with_items
from participants.rules.requirements import Block, Circle, Item, UnknownCode, require_sound
from participants.rules.requirements.changes import FIELDS, Changes, differences
from portal.audit import trail
from portal.calendars.models import Calendar
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

PUBLISHED: Final = "participants.requirements.published"
STALE: Final = "stale"
UNCHANGED: Final = "Nothing would change: the block asks for exactly this already."
WHY: Final = "Say why the block changes, in at most 1,000 characters; it stands beside the version."
LONGEST_NOTE: Final = 1000
MOST_ITEMS: Final = 100
TEXTS: Final = ("form_codes", "sections", "reviewers")


@transaction.atomic
def publish_block_version(
    *, block: RequirementBlock, items: Sequence[Item], note: str, by: User, now: datetime, base: int | None = None
) -> BlockVersion:
    """Publish what a block asks for from today on. Checklists stay with the version they were opened under.

    `base` is the version the change was made from: refused when somebody published another one meanwhile. Refused as
    well: items that wait for one another, codes nobody knows, and a draft that changes nothing.
    """
    # All of them: what one block waits for may be dropped from another at the same moment.
    locked = {row.pk: row for row in RequirementBlock.objects.select_for_update(of=("self",)).order_by("pk")}
    block = locked[block.pk]
    permissions.can_edit_catalog(by).enforce()
    require_publishable(block, items, base)
    note = note.strip()
    if not note or len(note) > LONGEST_NOTE or "\x00" in note:
        raise Refused(WHY)
    return next_version(block=block, items=items, note=note, by=by, now=now)


def require_publishable(block: RequirementBlock, items: Sequence[Item], base: int | None = None) -> Changes:
    """What the draft changes, in words; `Refused` when it cannot be published. A preview asks this as well."""
    present = block.versions.current().get()
    if base is not None and base != present.number:
        raise Refused(
            f"Somebody published version {present.number} meanwhile; begin again from what holds now.", code=STALE
        )
    _require_items(items)
    others = blocks_now()
    _require_codes(block, items, others)
    try:
        require_sound(with_items(others, block.code, items))
    except Circle as circle:
        raise Refused(str(circle), code="circle") from circle
    except UnknownCode as unknown:
        raise Refused(str(unknown), code="unknown_code") from unknown
    changes = differences(items_of(present), items)
    if not changes:
        raise Refused(UNCHANGED)
    return changes


def next_version(
    *, block: RequirementBlock, items: Sequence[Item], note: str, by: User | None, now: datetime
) -> BlockVersion:
    """The version that holds from now on; the catalog and people's changes share this step. The block is locked."""
    before = block.versions.current().first()
    changes = differences(items_of(before) if before else (), items)
    block.versions.current().update(current=False)
    version = BlockVersion.objects.create(
        block=block,
        number=before.number + 1 if before else 1,
        published_at=now,
        published_by=by,
        effective_from=market_day(now),
        note=note,
    )
    Requirement.objects.bulk_create([row_of(item, version, position) for position, item in enumerate(items, start=1)])
    if before:
        told: dict[str, Any] = {"version": [str(before.number), str(version.number)]} | changes
        trail.record(PUBLISHED, of=block, by=by, at=now, changes=told, reason=note)
    return version


def _require_items(items: Sequence[Item]) -> None:
    """Each item by itself can be stored, and says what it must."""
    if not items or len(items) > MOST_ITEMS:
        raise Refused(f"A block asks for at least one and at most {MOST_ITEMS} items.")
    for position, item in enumerate(items, start=1):
        row = row_of(item, None, position)
        try:
            require_shape(row, "code", *(name for name in FIELDS if name not in (*TEXTS, "dependencies")))
            _require_fitting(item)
        except Refused as refusal:
            raise Refused(f"{item.code or f'Item {position}'}: {refusal.reason}") from refusal


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


def _require_codes(block: RequirementBlock, items: Sequence[Item], others: Sequence[Block]) -> None:
    """Codes are there once in all blocks; departments and calendars are known."""
    taken = {item.code for other in others if other.code != block.code for item in other.items}
    seen: set[str] = set()
    for item in items:
        if item.code in seen | taken:
            raise Refused(f"{item.code} is there twice; a code names one item.", code="code_twice")
        seen.add(item.code)
    departments = set(Department.objects.filter(active=True).values_list("code", flat=True))
    calendars = set(Calendar.objects.values_list("code", flat=True))
    for item in items:
        if unknown := [code for code in item.reviewers if code not in departments]:
            raise Refused(f"{item.code}: there is no department “{unknown[0]}”.", code="unknown_department")
        if item.day_kind not in calendars:
            raise Refused(f"{item.code}: there is no calendar “{item.day_kind}”.", code="unknown_calendar")
