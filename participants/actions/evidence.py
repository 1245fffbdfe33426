"""Evidence that arrives by itself or stops to count: certificates, letters, and what lapses.

Higher storeys call down here when they issue a certificate; nothing here asks up.
"""

import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from accounts.models import User
from participants.actions.checklist_items import add_round
from participants.actions.item_clocks import begin_review
from participants.actions.item_locks import locked_item, require_move
from participants.actions.item_news import tell_account_managers, tell_participant, tell_reviewers
from participants.actions.locks import lock_participant
from participants.actions.planning import plan_again
from participants.actions.reviews import accept_round
from participants.choices import ItemState
from participants.evidence_bearers import Bearer, bearer_of
from participants.models import ChecklistItem, Contact
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import REVIEWABLE, SETTLED
from portal.audit import trail
from portal.lifecycle.batches import batches
from portal.scoping import wall
from portal.scoping.today import market_day

logger = logging.getLogger(__name__)

BATCH: Final = 1000
EXPIRED: Final = "The evidence counted until {day}; send new one."
HOLDER_GONE: Final = "The person whose certificate proved it has left; somebody else has to show it."


@transaction.atomic
def record_evidence(
    *,
    item: ChecklistItem,
    by: User | None,
    now: datetime,
    remark: str,
    files: Iterable[tuple[str, bytes]] = (),
    values: Mapping[str, Any] | None = None,
    expires_on: date | None = None,
    holder: Contact | None = None,
) -> ChecklistItem:
    """Evidence that the operator itself brought about, such as a certificate of a course or a letter it issued.

    The caller has permitted it. The item is accepted at once; where it still waits for other items the evidence
    stays with the reviewing department instead. Nothing happens to what is settled already.
    """
    item = locked_item(item)
    if item.state in SETTLED or item.state in REVIEWABLE:
        return item
    require_move(item, ItemState.SUBMITTED)
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    add_round(item, by=by, now=now, documents=uploads, values=values or {}, remark=remark)
    ahead = ChecklistItem.objects.filter(checklist=item.checklist_id, code__in=item.waits_for)
    if ahead.exclude(state__in=SETTLED).exists():
        begin_review(item, by=by, now=now)
        tell_reviewers("submitted", item, by=by, now=now)
        return item
    accept_round(item, by=by, now=now, expires_on=expires_on, holder_id=holder.pk if holder else None)
    tell_participant("accepted", item, by=by, now=now)
    return item


@transaction.atomic
def lapse_item(*, item: ChecklistItem, by: User | None, now: datetime, reason: str) -> ChecklistItem:
    """Accepted evidence counts no more: the item is at risk. A qualified registration stays qualified."""
    item = locked_item(item)
    require_move(item, ItemState.AT_RISK)
    changes = item.apply(state=ItemState.AT_RISK, settled_at=None, reason=reason)
    changes.pop("settled_at", None)
    plan_again(item, by=by, now=now)
    trail.record("participants.checklistitem.lapsed", of=item, by=by, at=now, changes=changes, reason=reason)
    tell_participant("at_risk", item, by=by, now=now)
    tell_account_managers("at_risk", item, by=by, now=now)
    return item


@transaction.atomic
def bear_item(*, item: ChecklistItem, bearer: Bearer, by: User | None, now: datetime) -> ChecklistItem:
    """Accepted evidence goes on counting: by a newer certificate of the same person, or by somebody else's."""
    item = locked_item(item)
    if item.state != ItemState.ACCEPTED:
        return item
    before = item.holder
    changes = item.apply(holder_id=bearer.holder_id, evidence_expires_on=bearer.expires_on)
    if "holder_id" in changes:
        after = Contact.objects.get(pk=bearer.holder_id)
        changes["holder"] = [before.name if before else "", after.name]
        del changes["holder_id"]
    if changes:
        trail.record("participants.checklistitem.prolonged", of=item, by=by, at=now, changes=changes)
    return item


@transaction.atomic
def pass_on_or_lapse(*, item: ChecklistItem, by: User | None, now: datetime, reason: str) -> ChecklistItem:
    """A certificate that proved the item counts no more: another one does, or the item is at risk."""
    bearer = bearer_of(item, market_day(now)) if item.holder_id is not None else None
    if bearer is None:
        return lapse_item(item=item, by=by, now=now, reason=reason)
    return bear_item(item=item, bearer=bearer, by=by, now=now)


def lapse_expired(*, now: datetime) -> int:
    """Everything whose evidence counted until yesterday; each in a transaction of its own. Returns how many."""
    today = market_day(now)
    rows = ChecklistItem.objects.lapsed(today).exclude(checklist__registration__status__in=ENDED)
    lapsed = 0
    for items in batches(rows, BATCH):
        for item in items:
            try:
                lapsed += _lapse_still(item, today, now)
            except Exception:
                logger.exception("The evidence of %s could not lapse; the sweep will try again.", item.ref)
    return lapsed


def lapse_held_by(*, contact: Contact, by: User | None, now: datetime) -> int:
    """A person leaves: what only that person's certificate proved is at risk the same day. Returns how many it held."""
    with wall.as_operator("find what a person's certificate proves"):
        rows = ChecklistItem.objects.filter(holder=contact, state=ItemState.ACCEPTED)
        held = list(rows.exclude(checklist__registration__status__in=ENDED).order_by("pk"))
        for item in held:
            pass_on_or_lapse(item=item, by=by, now=now, reason=HOLDER_GONE)
    return len(held)


def lapse_left(*, now: datetime) -> int:
    """Everything proven by people who left otherwise: membership over, account closed. Returns how many items."""
    today = market_day(now)
    rows = ChecklistItem.objects.filter(state=ItemState.ACCEPTED, holder__in=Contact.objects.gone(today))
    rows = rows.exclude(checklist__registration__status__in=ENDED)
    moved = 0
    for items in batches(rows, BATCH):
        for item in items:
            try:
                moved += _leave(item, today, now)
            except Exception:
                logger.exception("The evidence of %s could not lapse; the sweep will try again.", item.ref)
    return moved


@transaction.atomic
def _lapse_still(item: ChecklistItem, today: date, now: datetime) -> int:
    """Once, however many sweeps run: asked again under the locks, the participant's first as in every action."""
    lock_participant(item.participant_id)
    rows = ChecklistItem.objects.lapsed(today).exclude(checklist__registration__status__in=ENDED)
    rows = rows.select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(pk=item.pk).first()
    if row is None:
        return 0
    reason = EXPIRED.format(day=f"{row.evidence_expires_on:%B %-d, %Y}")
    pass_on_or_lapse(item=row, by=None, now=now, reason=reason)
    return 1


@transaction.atomic
def _leave(item: ChecklistItem, today: date, now: datetime) -> int:
    """Asked again under the locks, as for what expires."""
    lock_participant(item.participant_id)
    rows = ChecklistItem.objects.filter(state=ItemState.ACCEPTED, holder__in=Contact.objects.gone(today))
    row = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=item.pk).first()
    if row is None:
        return 0
    pass_on_or_lapse(item=row, by=None, now=now, reason=HOLDER_GONE)
    return 1
