"""Naming which files and entries of an owner are asked for, before the owner is told."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import disclosable
from participants.actions.locks import lock_participant
from participants.choices.disclosures import DisclosureState
from participants.models import DisclosureItem, DisclosureLine
from participants.permissions.protection import can_disclose
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

NONE: Final = "Name at least one file or entry by its reference."
NOT_ITS_OWN: Final = "{ref} is no protected file or entry of this owner."
TOLD: Final = "The owner was told already what is asked for; this does not change any more."
ONCE: Final = {"disclosure_item_once": "This is named already."}
MOST: Final = 100


@transaction.atomic
def name_items(*, line: DisclosureLine, refs: Collection[str], by: User, now: datetime) -> list[DisclosureItem]:
    """The owner's own protected things, by their references; the notice tells all of them."""
    line = _prepared(line, by)
    wanted = list(dict.fromkeys(ref.strip().upper() for ref in refs if ref.strip()))[:MOST]
    if not wanted:
        raise Refused(NONE)
    found = {item.ref: item for item in disclosable.items_of([line.participant_id], wanted)}
    rows = []
    for ref in wanted:
        item = found.get(ref)
        if item is None:
            raise Refused(NOT_ITS_OWN.format(ref=ref[:20]))
        given = {"kind": item.kind, "item_ref": ref, "name": item.name[:200], "protection": item.protection}
        rows.append(DisclosureItem(line=line, participant_id=line.participant_id, **given))
    with refusing(ONCE):
        DisclosureItem.objects.bulk_create(rows)
    changes = {"items": ["", ", ".join(wanted)]}
    trail.record("participants.disclosure.items_named", of=line, by=by, at=now, changes=changes)
    return rows


@transaction.atomic
def remove_item(*, item: DisclosureItem, by: User, now: datetime) -> DisclosureLine:
    """It is not asked for after all."""
    line = _prepared(item.line, by)
    DisclosureItem.objects.filter(pk=item.pk).delete()
    changes = {"items": [item.item_ref, ""]}
    trail.record("participants.disclosure.item_removed", of=line, by=by, at=now, changes=changes)
    return line


def _prepared(line: DisclosureLine, by: User) -> DisclosureLine:
    participant = lock_participant(line.participant_id)
    can_disclose(by, participant).enforce()
    line = DisclosureLine.objects.lock(line.pk)
    if line.state != DisclosureState.PREPARED:
        raise Refused(TOLD)
    return line
