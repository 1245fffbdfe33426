"""Changing what registrations must bring: every change is a new version of a block; the one before it stays."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.requirement_checks import require_publishable
from participants.actions.version_news import tell_of_version
from participants.models import BlockDraft, BlockVersion, Requirement, RequirementBlock
from participants.requirements import blocks_now, items_of, row_of
from participants.rules.requirements import Item, require_sound
from participants.rules.requirements.changes import differences
from participants.rules.requirements.storing import to_json
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

PUBLISHED: Final = "participants.requirements.published"
WITHDRAWN: Final = "participants.requirements.withdrawn"
IN_FORCE: Final = "participants.requirements.in_force"
WHY: Final = "Say why the block changes, in at most 1,000 characters; it stands beside the version."
PAST: Final = "A version takes effect today at the earliest: what was asked for before is not rewritten."
HOLDS: Final = "Only a version that does not hold yet can be taken back."
LONGEST_NOTE: Final = 1000


@transaction.atomic
def publish_block_version(
    *,
    block: RequirementBlock,
    items: Sequence[Item],
    note: str,
    by: User,
    now: datetime,
    base: int | None = None,
    effective_from: date | None = None,
) -> BlockVersion:
    """Publish what a block asks for from today on, or from a later day on. Checklists stay with their version.

    `base` is the version the change was made from: refused when somebody published another one meanwhile. Refused as
    well: items that wait for one another, codes nobody knows, a draft that changes nothing, and a second version
    while one is to come.
    """
    # All of them: what one block waits for may be dropped from another at the same moment.
    block = _lock_all()[block.pk]
    permissions.can_edit_catalog(by).enforce()
    today = market_day(now)
    day = effective_from or today
    if day < today:
        raise Refused(PAST)
    require_publishable(block, items, day, base)
    note = require_note(note)
    return next_version(block=block, items=items, note=note, by=by, now=now, day=day)


def require_note(note: str) -> str:
    note = note.strip()
    if not note or len(note) > LONGEST_NOTE or "\x00" in note:
        raise Refused(WHY)
    return note


def next_version(
    *,
    block: RequirementBlock,
    items: Sequence[Item],
    note: str,
    by: User | None,
    now: datetime,
    day: date | None = None,
) -> BlockVersion:
    """The version that holds from now on, or from the day; the catalog and people share this step. All are locked."""
    before = block.versions.current().first()
    changes = differences(items_of(before) if before else (), items)
    day = day or market_day(now)
    coming = day > market_day(now)
    if not coming:
        block.versions.current().update(current=False)
    version = BlockVersion.objects.create(
        block=block,
        number=before.number + 1 if before else 1,
        current=not coming,
        coming=coming,
        published_at=now,
        published_by=by,
        effective_from=day,
        note=note,
    )
    Requirement.objects.bulk_create([row_of(item, version, position) for position, item in enumerate(items, start=1)])
    if before:
        told: dict[str, Any] = {"version": [str(before.number), str(version.number)]}
        told |= {"in effect from": ["", day.isoformat()]} if coming else {}
        trail.record(PUBLISHED, of=block, by=by, at=now, changes=told | changes, reason=note)
        if not coming:
            tell_of_version(version, now=now)
    return version


@transaction.atomic
def withdraw_block_version(*, version: BlockVersion, by: User, now: datetime) -> RequirementBlock:
    """Take back a version that was to hold from a later day. It becomes the person's draft, unless there is one.

    It never held, so nothing else is left of it but the trail.
    """
    block = _lock_all()[version.block_id]
    permissions.can_edit_catalog(by).enforce()
    found = block.versions.coming().filter(pk=version.pk).first()
    if found is None:
        raise Refused(HOLDS)
    told = {"version": [str(found.number), ""], "in effect from": [found.effective_from.isoformat(), ""]}
    draft = {"base": block.versions.current().get(), "items": [to_json(item) for item in items_of(found)]}
    BlockDraft.objects.get_or_create(block=block, author=by, defaults=draft | {"changed_at": now})
    found.delete()
    trail.record(WITHDRAWN, of=block, by=by, at=now, changes=told)
    return block


@transaction.atomic
def bring_into_force(*, now: datetime) -> list[BlockVersion]:
    """The versions whose day has come hold from now on, all at once: one may wait for what another brings."""
    due = BlockVersion.objects.coming().filter(effective_from__lte=market_day(now))
    if not due.exists():
        return []
    blocks = _lock_all()
    versions = list(due.order_by("block"))
    BlockVersion.objects.current().filter(block__in=[one.block_id for one in versions]).update(current=False)
    for version in versions:
        version.apply(current=True, coming=False)
        version.block = blocks[version.block_id]
        told = {"version": [str(version.number - 1), str(version.number)]}
        trail.record(IN_FORCE, of=version.block, by=None, at=now, changes=told, reason=version.note)
        tell_of_version(version, now=now)
    require_sound(blocks_now())
    return versions


def _lock_all() -> dict[int, RequirementBlock]:
    return {row.pk: row for row in RequirementBlock.objects.select_for_update(of=("self",)).order_by("pk")}
