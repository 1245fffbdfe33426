"""Signing a change: by those who may on the day, by the person who takes a role, by the QSE that is to represent.

Authority is read from the dated roles of contacts at the moment of signing. Bank data need two different people.
"""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.actions.invitations import invite
from accounts.models import User
from participants import change_news as news
from participants import permissions
from participants.actions.change_rows import in_words, locked, pass_milestone, planned_day
from participants.actions.change_values import NO_QSE, qse_with, values_of
from participants.actions.shape import require_reason
from participants.choices import AcknowledgmentState, ChangeState, MembershipKind, SignatureKind
from participants.models import (
    Acknowledgment,
    Change,
    ChangeSignature,
    Membership,
    Participant,
    Registration,
    Resource,
)
from participants.rules.changes import TOPICS, role_passing, signatures_needed
from participants.rules.signing import Holder, refusal
from participants.signing import able_to_sign, authority, named_in
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day

NOT_ASKED: Final = "It is not waiting for signatures."
TWICE: Final = "You have signed already; somebody else must sign as well."
CONFIRMED: Final = "You have confirmed already."
ONCE: Final = {"change_signature_once": TWICE}
NOT_NAMED: Final = "Only the person named in it confirms, signed in with the address named there."
ANSWERED: Final = "This was answered already."
OWN_QSE: Final = "It needs no other company's word."


@transaction.atomic
def sign_change(*, change: Change, by: User, now: datetime) -> Change:
    """Sign for the participant, under the role held today. With the last signature needed the review begins."""
    change = locked(change)
    permissions.can_sign_change(by, change).enforce()
    holder = _authority(by, change.participant, now, topics=change.topics)
    if change.state != ChangeState.SUBMITTED:
        raise Refused(NOT_ASKED)
    signed = change.signatures.filter(kind=SignatureKind.APPROVAL, round=change.round)
    if signed.filter(signer=by.pk).exists() or signed.filter(contact_role__contact=holder.contact_id).exists():
        raise Refused(TWICE)
    with wall.as_operator("write a signature of the participant acted for"):
        _sign(change, by, now, kind=SignatureKind.APPROVAL, capacity=holder.role, contact_role_id=holder.role_id)
    trail.record("participants.change.signed", of=change, by=by, at=now, changes={"as": ["", holder.role]})
    if signed.count() >= signatures_needed(change.topics):
        begin_review(change, by=by, now=now)
    return change


def begin_review(change: Change, *, by: User, now: datetime) -> None:
    """All have signed: notice counts from now, the departments hear of it, who takes a role is asked to confirm."""
    found = planned_day(change, now, change.wanted_on)
    with wall.as_operator("write a signature of the participant acted for"):
        changes = change.apply(
            state=ChangeState.IN_REVIEW, noticed_at=now, effective_on=found.day, effective_because=found.because
        )
        acknowledgment = Acknowledgment.objects.filter(change=change).first()
        if acknowledgment is not None:
            acknowledgment.apply(starts_on=found.day)
        pass_milestone(change, "signed", by=by, now=now)
        if not unconfirmed(change):
            pass_milestone(change, "confirmed", by=by, now=now)
    told = {"state": in_words(changes["state"]), "takes effect": ["", str(change.effective_on)]}
    trail.record("participants.change.review_begun", of=change, by=by, at=now, changes=told)
    _ask_for_confirmation(change, by=by, now=now)
    news.tell_reviewers(change, by=by, now=now)


@transaction.atomic
def confirm_role(*, change: Change, by: User, now: datetime) -> Change:
    """The person named confirms to be that person and to take the role: signed in with the address named."""
    change = locked(change)
    permissions.can_sign_change(by, change).enforce()
    topic = named_in(change, by)
    if not topic:
        raise Refused(NOT_NAMED)
    if change.state not in (ChangeState.SUBMITTED, ChangeState.IN_REVIEW):
        raise Refused("There is nothing to confirm now.")
    if change.signatures.filter(kind=SignatureKind.CONFIRMATION, round=change.round, signer=by.pk).exists():
        raise Refused(CONFIRMED)
    capacity = f"takes the role {TOPICS[topic].label.lower()}"
    with wall.as_operator("write a signature of the participant acted for"):
        _sign(change, by, now, kind=SignatureKind.CONFIRMATION, capacity=capacity)
        if change.state == ChangeState.IN_REVIEW and not unconfirmed(change):
            pass_milestone(change, "confirmed", by=by, now=now)
    trail.record("participants.change.confirmed", of=change, by=by, at=now, changes={"as": ["", TOPICS[topic].label]})
    news.tell_desk("confirmed", change, by=by, now=now)
    return change


@transaction.atomic
def acknowledge(*, acknowledgment: Acknowledgment, by: User, now: datetime) -> Acknowledgment:
    """The QSE will represent: signed by its own people, under the role they hold today."""
    row, holder = _answering(acknowledgment, by, now)
    with wall.as_operator("answer for the QSE that is asked"):
        changes = row.apply(
            state=AcknowledgmentState.SIGNED, answered_at=now, signer=by, signer_name=by.name, capacity=holder.role
        )
    _record_for_both("acknowledged", row, by, now, {"state": changes["state"]}, "")
    return row


@transaction.atomic
def refuse_acknowledgment(*, acknowledgment: Acknowledgment, by: User, now: datetime, reason: str) -> Acknowledgment:
    """The QSE will not represent; the change cannot be approved then."""
    reason = require_reason(reason)[:300]
    row, holder = _answering(acknowledgment, by, now)
    with wall.as_operator("answer for the QSE that is asked"):
        changes = row.apply(
            state=AcknowledgmentState.REFUSED, answered_at=now, signer=by, signer_name=by.name, capacity=holder.role,
            reason=reason,
        )  # fmt: skip
    _record_for_both("not_acknowledged", row, by, now, {"state": changes["state"]}, reason)
    return row


def ask_the_qse(change: Change, *, now: datetime) -> Acknowledgment | None:
    """Ask the company of the new QSE, anew with every round; one's own QSE needs nobody's word. As the operator."""
    Acknowledgment.objects.filter(change=change).delete()
    topic = next((code for code in change.topics if TOPICS[code].acknowledged), None)
    if topic is None:
        return None
    values = values_of(list(change.fields.all()))[topic]
    qse = qse_with(values["qse"])
    if qse is None:
        raise Refused(NO_QSE)
    if qse.participant_id == change.participant_id:
        return None
    row = Acknowledgment(
        change=change,
        participant=change.participant,
        representative=qse.participant,
        representative_registration=qse,
        represented_name=f"{represented_in(change, values)} ({change.participant.name})"[:240],
        representative_name=f"{qse} ({qse.participant.name})"[:240],
        starts_on=change.effective_on,
        asked_at=now,
    )
    row.save(force_insert=True)
    return row


def represented_in(change: Change, values: dict[str, str]) -> Resource | Registration:
    """What is to be represented by another QSE."""
    if "resource" in values:
        return Resource.objects.of(change.participant).get(ref=values["resource"])
    return Registration.objects.of(change.participant).select_related("role").get(ref=values["registration"])


def unconfirmed(change: Change) -> list[str]:
    """The addresses of those who have not confirmed the role they are named for."""
    named = [values_of(list(change.fields.all()))[topic.code]["email"] for topic in role_passing(change.topics)]
    if not named:
        return []
    rows = change.signatures.filter(kind=SignatureKind.CONFIRMATION, round=change.round)
    confirmed = set(rows.values_list("signer__email", flat=True))
    return [email for email in named if email not in confirmed]


def _ask_for_confirmation(change: Change, *, by: User, now: datetime) -> None:
    """Members are asked in the portal; whoever has no access yet is invited under the address named."""
    for email in unconfirmed_addresses(change):
        with wall.as_operator("look whether who takes a role has access already"):
            rows = Membership.objects.of(change.participant).valid_on(market_day(now))
            member = rows.filter(user__email=email, user__is_active=True).select_related("user").first()
        if member is not None:
            news.tell_to_confirm(change, member.user, now=now)
            continue
        name = next(iter(change.fields.filter(name="name", topic__in=_topics_of(change, email)))).value
        plan = {"kind": MembershipKind.MEMBER, "registrations": [], "agency": "", "ends_on": ""}
        invite(
            email=email, name=name, by=by, now=now, participant_id=change.participant_id, membership_plan=plan
        )  # whoever signed was just found to be authorized


def ask_newcomer(participant: Participant, user: User, now: datetime) -> None:
    """Whoever just got access is asked to confirm what the change names the person for. Outside the wall."""
    rows = Change.objects.of(participant).filter(state=ChangeState.IN_REVIEW).select_related("participant", "procedure")
    for change in rows.order_by("pk"):
        if user.email in unconfirmed(change):
            news.tell_to_confirm(change, user, now=now)


def unconfirmed_addresses(change: Change) -> list[str]:
    with wall.as_operator("look whether who takes a role has access already"):
        return list(dict.fromkeys(unconfirmed(change)))


def _topics_of(change: Change, email: str) -> list[str]:
    return list(change.fields.filter(name="email", value=email).values_list("topic", flat=True))


def _authority(by: User, participant: Participant, now: datetime, *, topics: list[str] | None = None) -> Holder:
    holder = authority(by, participant, now, topics=topics)
    if holder is None:
        raise Refused(refusal(able_to_sign(participant, now, topics=topics)), code="not_permitted")
    return holder


def _sign(
    change: Change, by: User, now: datetime, *, kind: str, capacity: str, contact_role_id: int | None = None
) -> None:
    signature = ChangeSignature(
        change=change,
        participant=change.participant,
        kind=kind,
        round=change.round,
        signer=by,
        signer_name=by.name,
        contact_role_id=contact_role_id,
        capacity=capacity,
        signed_at=now,
    )
    with refusing(ONCE):
        signature.save(force_insert=True)


def _answering(acknowledgment: Acknowledgment, by: User, now: datetime) -> tuple[Acknowledgment, Holder]:
    """Lock, permit, require: the change first, as everywhere, so that nobody waits in a circle."""
    permissions.can_acknowledge(by, acknowledgment).enforce()
    with wall.as_operator("answer for the QSE that is asked"):
        Change.objects.lock(acknowledgment.change_id)
        row = Acknowledgment.objects.lock(acknowledgment.pk)
        own = Participant.objects.get(pk=row.representative_id)
    permissions.can_acknowledge(by, row).enforce()
    holder = _authority(by, own, now)
    if row.state != AcknowledgmentState.ASKED:
        raise Refused(ANSWERED)
    return row, holder


def _record_for_both(verb: str, row: Acknowledgment, by: User, now: datetime, changes: dict, reason: str) -> None:
    """Both companies' timelines tell it; the event of the other one is the operator's to write."""
    with wall.as_operator("answer for the QSE that is asked"):
        for participant_id in (row.participant_id, row.representative_id):
            trail.record(
                f"participants.change.{verb}", of=row, participant_id=participant_id, by=by, at=now, changes=changes,
                reason=reason,
            )  # fmt: skip
        change = Change.objects.select_related("participant", "procedure").get(pk=row.change_id)
        news.tell_desk(verb, change, by=by, now=now)
