"""Working on a change of a block before it is published. Drafts are working papers: the trail tells what is published.

Every step names the revision it was made from, so that a page that has fallen behind is told so.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.requirement_checks import MOST_ITEMS, STALE, require_codes_once, require_item
from participants.actions.requirements import publish_block_version
from participants.models import BlockDraft, BlockVersion, Requirement, RequirementBlock
from participants.requirements import items_of
from participants.rules.requirements import Item
from participants.rules.requirements.drafting import (
    NoSuchItem,
    brought_back,
    carried_over,
    moved,
    removed,
    replaced,
)
from participants.rules.requirements.storing import from_json, to_json
from portal.lifecycle.refusals import Refused

BEHIND: Final = "behind"
CHANGED_ELSEWHERE: Final = (
    "Your draft was changed in another tab meanwhile. Look at it as it stands now and do this again."
)
GONE: Final = "There is no draft any more: it was published or discarded, perhaps in another tab."
NOT_THERE: Final = "The draft holds no item {code} any more."

Step = Callable[[tuple[Item, ...], tuple[Item, ...]], tuple[Item, ...]]


def drafted(draft: BlockDraft) -> tuple[Item, ...]:
    """The items as the draft has them."""
    return tuple(from_json(one) for one in draft.items)


def beginning(*, block: RequirementBlock, by: User) -> BlockDraft:
    """The person's draft of a block; an unsaved one of revision 0, as the block stands, where there is none yet."""
    found = BlockDraft.objects.filter(block=block, author=by).select_related("base__published_by").first()
    if found is not None:
        return found
    present = block.versions.current().select_related("published_by").get()
    items = [to_json(item) for item in items_of(present)]
    return BlockDraft(block=block, author=by, base=present, items=items, revision=0)


def change_item(*, block: RequirementBlock, item: Item, revision: int, by: User, now: datetime) -> BlockDraft:
    """What an item of the draft says."""
    require_item(item)
    return _step(block, revision, by, now, lambda items, base: replaced(items, item))


def add_item(*, block: RequirementBlock, item: Item, revision: int, by: User, now: datetime) -> BlockDraft:
    """One more item, at the end; its code names no other item of any block."""
    require_item(item)
    elsewhere = Requirement.objects.current().exclude(version__block=block).filter(code=item.code)
    taken = set(elsewhere.values_list("code", flat=True))

    def step(items: tuple[Item, ...], base: tuple[Item, ...]) -> tuple[Item, ...]:
        if len(items) >= MOST_ITEMS:
            raise Refused(f"A block asks for at most {MOST_ITEMS} items.")
        grown = (*items, item)
        require_codes_once(grown, taken)
        return grown

    return _step(block, revision, by, now, step)


def move_item(
    *, block: RequirementBlock, code: str, direction: str, revision: int, by: User, now: datetime
) -> BlockDraft:
    """One place up or down."""
    return _step(block, revision, by, now, lambda items, base: moved(items, code, direction))


def remove_item(*, block: RequirementBlock, code: str, revision: int, by: User, now: datetime) -> BlockDraft:
    return _step(block, revision, by, now, lambda items, base: removed(items, code))


def bring_back_item(*, block: RequirementBlock, code: str, revision: int, by: User, now: datetime) -> BlockDraft:
    """An item that the draft had dropped, as it was when the draft began."""
    return _step(block, revision, by, now, lambda items, base: brought_back(items, base, code))


@transaction.atomic
def carry_draft_over(*, block: RequirementBlock, revision: int, by: User, now: datetime) -> BlockDraft:
    """Bring the draft's own changes onto the version that somebody published meanwhile."""
    draft = _locked(block, revision, by)
    present = block.versions.current().get()
    items = carried_over(items_of(draft.base), drafted(draft), items_of(present))
    draft.apply(base=present, items=[to_json(item) for item in items], revision=draft.revision + 1, changed_at=now)
    return draft


@transaction.atomic
def discard_draft(*, block: RequirementBlock, revision: int, by: User, now: datetime) -> None:
    _locked(block, revision, by).delete()


@transaction.atomic
def publish_draft(
    *, block: RequirementBlock, revision: int, note: str, by: User, now: datetime, effective_from: date | None = None
) -> BlockVersion:
    """Publish the draft as it was previewed; it ends with that."""
    draft = _locked(block, revision, by)
    version = publish_block_version(
        block=block,
        items=drafted(draft),
        note=note,
        by=by,
        now=now,
        base=draft.base.number,
        effective_from=effective_from,
    )
    draft.delete()
    return version


@transaction.atomic
def _step(block: RequirementBlock, revision: int, by: User, now: datetime, step: Step) -> BlockDraft:
    """One step of editing; the first one begins the draft."""
    draft = _locked(block, revision, by) if revision else _begun(block, by, now)
    try:
        items = step(drafted(draft), items_of(draft.base))
    except NoSuchItem as missing:
        raise Refused(NOT_THERE.format(code=missing.args[0])) from missing
    draft.apply(items=[to_json(item) for item in items], revision=draft.revision + 1, changed_at=now)
    return draft


def _begun(block: RequirementBlock, by: User, now: datetime) -> BlockDraft:
    """The block's row is locked: two tabs do not begin two drafts."""
    block = RequirementBlock.objects.lock(block.pk)
    permissions.can_edit_catalog(by).enforce()
    draft = beginning(block=block, by=by)
    if draft.pk is not None:
        raise Refused(CHANGED_ELSEWHERE, code=BEHIND)
    draft.revision, draft.changed_at = 1, now
    draft.save()
    return draft


def _locked(block: RequirementBlock, revision: int, by: User) -> BlockDraft:
    rows: Sequence[BlockDraft] = BlockDraft.objects.select_for_update(of=("self",)).filter(block=block, author=by)
    draft = next(iter(rows), None)
    permissions.can_edit_catalog(by).enforce()
    if draft is None:
        raise Refused(GONE, code=STALE)
    if draft.revision != revision:
        raise Refused(CHANGED_ELSEWHERE, code=BEHIND)
    return draft
