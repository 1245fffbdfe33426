"""The class of a stored file: set by the staff, or marked confidential by its owner; how long it stays protected."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import protection_news as news
from participants.actions.locks import lock_participant
from participants.models import Participant
from participants.permissions import protection as permissions
from portal.audit import trail
from portal.documents.choices import Ends, Protection
from portal.documents.models import Document
from portal.documents.protecting import dates, rules_of
from portal.documents.protection import weaker
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

WHY: Final = "Say why."
NO_DAY: Final = "Only what is confidential as agreed, or until it is posted, has a last day that is set by hand."
ALREADY: Final = "This file is marked confidential already, or protected more strongly."
GONE: Final = "This file is not there any more, or it is released."
RELEASED: Final = "This file is released already."


@transaction.atomic
def classify(
    *,
    document: Document,
    by: User,
    now: datetime,
    protection: str,
    reason: str,
    basis_day: date | None = None,
    agreed: date | None = None,
) -> Document:
    """The staff set the class; where it protects less than before, or not as long, the owner is told."""
    participant = _owner(document)
    permissions.can_classify(by, participant).enforce()
    document, reason = Document.objects.lock(document.pk), _said(reason)
    if document.released_at is not None:
        raise Refused(RELEASED)
    if protection not in Protection.values:
        raise Refused("That is not one of the available classes.")
    rules = rules_of({document.protection, protection})
    rule, former = rules[protection], rules[document.protection]
    if agreed is not None and rule.ends not in (Ends.AGREED, Ends.POSTED):
        raise Refused(NO_DAY)
    until = document.confidential_until
    fields = dates(rule, stored_on=market_day(document.uploaded_at), basis_day=basis_day, agreed=agreed)
    ends_sooner = fields["confidential_until"] is not None and (until is None or fields["confidential_until"] < until)
    changes = document.apply(protection=protection, marked_because=reason, set_by_operator=True, **fields)
    if not changes.keys() - {"marked_because", "set_by_operator"}:
        raise Refused("Nothing would change.")
    trail.record("participants.document.classified", of=document, by=by, at=now, changes=changes, reason=reason)
    if not document.inner and (weaker(rule, former) or ends_sooner):
        news.tell_weakened(document, participant, by=by, now=now)
    return document


@transaction.atomic
def mark_confidential(*, document: Document, by: User, now: datetime, reason: str) -> Document:
    """An administrator marks a file of the company; what is protected more strongly already stays as it is.

    The operator may judge otherwise afterwards; the mark itself never makes anything less protected.
    """
    participant = lock_participant(document.participant_id)
    permissions.answers_for_company(by).enforce()
    reason = _said(reason)
    with wall.as_operator("mark a file of the participant acted for as confidential"):
        document = Document.objects.lock(document.pk)
        if document.participant_id != participant.pk or document.inner or document.released_at is not None:
            raise Refused(GONE)
        rules = rules_of({document.protection, Protection.MARKED})
        rule = rules[Protection.MARKED]
        usual = document.protection == Protection.RELATION and not document.set_by_operator
        if document.protection == Protection.MARKED or not (usual or weaker(rules[document.protection], rule)):
            raise Refused(ALREADY)
        fields = dates(rule, stored_on=market_day(document.uploaded_at), basis_day=document.basis_day)
        changes = document.apply(protection=Protection.MARKED, marked_because=reason, **fields)
    trail.record("participants.document.marked", of=document, by=by, at=now, changes=changes, reason=reason)
    return document


def _owner(document: Document) -> Participant:
    if document.participant_id is None:
        raise Refused("This file belongs to no participant.")
    return lock_participant(document.participant_id)


def _said(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(WHY)
    return reason[:300]
