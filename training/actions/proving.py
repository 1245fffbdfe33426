"""Certificates as evidence: what they prove is proven the day they are issued, and at risk the day they fall."""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from participants.actions.checklist_items import MOST_FILES
from participants.actions.evidence import bear_item, pass_on_or_lapse, record_evidence
from participants.actions.locks import lock_participant
from participants.choices import ItemState
from participants.evidence_bearers import Bearer
from participants.models import ChecklistItem
from participants.querysets.registrations import ENDED
from participants.rules.checklist_moves import REVIEWABLE, SETTLED
from portal.documents.reading import bytes_of
from portal.scoping.today import market_day
from training import proofs
from training.models import Certificate, TrainingEvidence
from training.rules.evidence import Proof

logger = logging.getLogger(__name__)

REVOKED: Final = "The certificate that proved it was revoked."


def prove_items(certificate: Certificate, *, by: User | None, now: datetime) -> int:
    """Settle open items that the holder's certificates prove, and prolong those they prove already.

    Call while holding the participant's lock. Where several courses are needed the holder must have all of them.
    Returns how many items changed.
    """
    today = market_day(now)
    changed = 0
    for item in proofs.items_proven_by(certificate):
        proof = proofs.proof_of(item, today, of=certificate.contact)
        if proof is None or item.state in REVIEWABLE:
            continue
        if item.state == ItemState.ACCEPTED and item.holder_id == certificate.contact_id:
            bear_item(item=item, bearer=Bearer(proof.contact_id, proof.expires_on), by=by, now=now)
        elif item.state not in SETTLED:
            _record(item, proof, by=by, now=now)
        else:
            continue
        changed += 1
    return changed


def unprove_items(certificate: Certificate, *, by: User | None, now: datetime) -> int:
    """A certificate was revoked: what it proved goes on with another one, or is at risk at once. Returns how many."""
    rows = proofs.items_proven_by(certificate)
    held = list(rows.filter(state=ItemState.ACCEPTED, holder=certificate.contact_id))
    for item in held:
        pass_on_or_lapse(item=item, by=by, now=now, reason=REVOKED)
    return len(held)


def prove_new_items(*, now: datetime) -> int:
    """Items that began after somebody was certified, such as those of a new checklist. Returns how many settled.

    Only what nobody has touched yet: an item that a department asked for again waits for something new.
    """
    today = market_day(now)
    asked = TrainingEvidence.objects.in_use().filter(requirement_code=OuterRef(OuterRef("code")))
    asked = asked.filter(Q(role=None) | Q(role=OuterRef(OuterRef("checklist__role"))))
    certified = Certificate.objects.in_force(today).filter(participant=OuterRef("participant"))
    rows = ChecklistItem.objects.filter(
        Exists(certified.filter(course__in=asked.values("course"))), state=ItemState.NOT_STARTED
    )
    rows = rows.exclude(checklist__registration__status__in=ENDED).select_related("checklist")
    settled = 0
    for item in list(rows.order_by("pk")):
        try:
            # Asked without a lock first: an item that needs several courses may have one certificate for long.
            settled += _prove_new(item, now) if proofs.proof_of(item, today) is not None else 0
        except Exception:
            logger.exception("Item %s could not be proven; the sweep will try again.", item.ref)
    return settled


@transaction.atomic
def _prove_new(item: ChecklistItem, now: datetime) -> int:
    """Asked again under the participant's lock."""
    lock_participant(item.participant_id)
    item = ChecklistItem.objects.select_related("checklist").get(pk=item.pk)
    proof = proofs.proof_of(item, market_day(now))
    if proof is None or item.state != ItemState.NOT_STARTED:
        return 0
    _record(item, proof, by=None, now=now)
    return 1


def _record(item: ChecklistItem, proof: Proof, *, by: User | None, now: datetime) -> None:
    papers = proofs.papers(proof)
    said = ", ".join(f"{one.course.code}: certificate {one.number} of {one.holder_name}" for one in papers)
    files = [(one.document.name, bytes_of(one.document)) for one in papers if one.document is not None]
    record_evidence(
        item=item,
        by=by,
        now=now,
        remark=said,
        files=files[:MOST_FILES],
        expires_on=proof.expires_on,
        holder=papers[0].contact,
    )
