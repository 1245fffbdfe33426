"""The participant's side: handing in, taking back, saying that something was filed elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from accounts.models import User
from participants import permissions
from participants.actions.obligations import rows
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.choices import ObligationState, Proof, Verdict
from participants.models import Obligation, ObligationEvidence, ObligationRound, Resource
from participants.obligation_audiences import ACCOUNT_MANAGER
from participants.rules.obligation_moves import MOVES
from portal.documents import storing
from portal.documents.choices import Place
from portal.documents.protection import place_of
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

MOST_FILES: Final = 10
NEEDED: Final = {
    Proof.DOCUMENT: "Add the document that shows it.",
    Proof.CONFIRMATION: "Give the confirmation number of the system in which it was filed.",
    Proof.EITHER: "Add a document, or give the confirmation number of the system in which it was filed.",
}
FILED_HERE: Final = "This is handed in here; there is no other system in which it could have been filed."
SAID_ALREADY: Final = "It is marked as filed elsewhere already; what is missing is the confirmation number."
NO_NUMBER: Final = "Give the confirmation number."


@transaction.atomic
def submit_obligation(
    *,
    obligation: Obligation,
    by: User,
    now: datetime,
    uploads: Sequence[UploadedFile] = (),
    confirmation_number: str = "",
    remark: str = "",
) -> Obligation:
    """Hand in what shows that it was met; its clock stops: met, or missed where the day had passed."""
    return _file(obligation, "submitted", by, now, uploads, confirmation_number, remark)


@transaction.atomic
def record_confirmation(*, obligation: Obligation, by: User, now: datetime, confirmation_number: str) -> Obligation:
    """What was filed elsewhere counts as filed from here on: its confirmation number is known."""
    if not obligation.type.filed_in:
        raise Refused(FILED_HERE)
    if not tidy(confirmation_number):
        raise Refused(NO_NUMBER)
    return _file(obligation, "confirmed", by, now, (), confirmation_number, "")


@transaction.atomic
def claim_filed_elsewhere(*, obligation: Obligation, by: User, now: datetime) -> Obligation:
    """Somebody says it was filed in the other system. It stays not filed, and the clock runs on."""
    obligation = rows.locked(obligation)
    permissions.can_file(by, obligation).enforce()
    _require_owed(obligation)
    if not obligation.type.filed_in:
        raise Refused(FILED_HERE)
    if obligation.filed_elsewhere:
        raise Refused(SAID_ALREADY)
    changes = obligation.apply(filed_elsewhere=True)
    rows.record("claimed", obligation, by=by, now=now, changes=changes)
    return obligation


@transaction.atomic
def take_back_submission(*, obligation: Obligation, by: User, now: datetime) -> Obligation:
    """Withdraw what nobody has answered yet; it is owed again, by the same day."""
    obligation = rows.locked(obligation)
    permissions.can_file(by, obligation).enforce()
    if obligation.state != ObligationState.SUBMITTED:
        raise Refused("Nothing lies with the reviewers that could be taken back.")
    MOVES.require(obligation.state, ObligationState.OPEN)
    changes = obligation.apply(state=ObligationState.OPEN, submitted_at=None, confirmation_number="")
    rows.end_round(obligation, Verdict.TAKEN_BACK, by=by, now=now)
    rows.run_until(obligation, obligation.due_on, by=by, now=now, reason="The submission was taken back")
    rows.record("taken_back", obligation, by=by, now=now, changes=changes)
    return obligation


def _file(
    obligation: Obligation,
    verb: str,
    by: User,
    now: datetime,
    uploads: Sequence[UploadedFile],
    confirmation_number: str,
    remark: str,
) -> Obligation:
    number, remark = tidy(confirmation_number), remark.strip()
    obligation = rows.locked(obligation)
    permissions.can_file(by, obligation).enforce()
    _require_owed(obligation)
    MOVES.require(obligation.state, ObligationState.SUBMITTED)
    require_shape(ObligationRound(confirmation_number=number, remark=remark), "confirmation_number", "remark")
    _require_ready(obligation, now, bool(uploads), number)
    if len(uploads) > MOST_FILES:
        raise Refused(f"At most {MOST_FILES} files at once.")
    _add_round(obligation, uploads, by=by, now=now, confirmation_number=number, remark=remark)
    changes = obligation.apply(state=ObligationState.SUBMITTED, submitted_at=now, confirmation_number=number)
    rows.stop(obligation, by=by, now=now, reason="Submitted")
    rows.record(verb, obligation, by=by, now=now, changes=changes)
    rows.tell("submitted", obligation, by=by, now=now, audience=ACCOUNT_MANAGER)
    return obligation


def _require_owed(obligation: Obligation) -> None:
    if not obligation.is_owed:
        label = obligation.get_state_display().lower()
        raise Refused(f"This is {label}: nothing is to be handed in.")


def _require_ready(obligation: Obligation, now: datetime, with_files: bool, number: str) -> None:
    """Its window has begun, and what is handed in shows that it was met."""
    if obligation.opens_on is not None and market_day(now) < obligation.opens_on:
        raise Refused(f"The window opens on {obligation.opens_on}; nothing can be handed in before.")
    proof = obligation.type.proof
    enough = {Proof.DOCUMENT: with_files, Proof.CONFIRMATION: bool(number), Proof.EITHER: with_files or bool(number)}
    if not enough[proof]:
        raise Refused(NEEDED[proof])


def _add_round(
    obligation: Obligation, uploads: Sequence[UploadedFile], *, by: User, now: datetime, **texts: str
) -> ObligationRound:
    last = ObligationRound.objects.filter(obligation=obligation).aggregate(last=Max("number"))["last"] or 0
    of = {"participant_id": obligation.participant_id}
    added = ObligationRound(obligation=obligation, number=last + 1, submitted_at=now, submitted_by=by, **of, **texts)
    added.save(force_insert=True)
    place = place_of(obligation.type.reviewers, Place.FILING)
    for upload in uploads:
        stored = storing.store(
            upload=upload, by=by, now=now, place=place, registration_id=registration_id_of(obligation), **of
        )
        ObligationEvidence(round=added, document=stored, **of).save(force_insert=True)
    return added


def registration_id_of(obligation: Obligation) -> int | None:
    """The registration that files of the obligation follow, for memberships that are narrowed to some."""
    if obligation.resource_id is not None:
        return Resource.objects.values_list("registration_id", flat=True).get(pk=obligation.resource_id)
    return obligation.registration_id
