"""Who hears of what happens to a change: those who sign, those who review, whoever asked for it.

Part of actions; each reads people on the operator's side, and nothing of it comes back to a participant's request.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.choices import Role
from accounts.models import User
from participants.choices import AssignmentKind, SignatureKind
from participants.models import Acknowledgment, Assignment, Change, Participant
from participants.rules.changes import GUIDES
from participants.signing import able_to_sign
from portal.outbox import posting
from portal.scoping import wall


def tell_signers(change: Change, *, by: User, now: datetime) -> None:
    """Everybody who may sign, and the account manager; not whoever just submitted it."""
    able = {one.user_id for one in able_to_sign(change.participant, now, topics=change.topics)}
    with wall.as_operator("name the people who hear of a change"):
        people = list(User.objects.active().filter(pk__in=able - {None, by.pk}))
    _post("signature_wanted", people, change, now)
    tell_desk("submitted", change, by=by, now=now)


def tell_the_qse(acknowledgment: Acknowledgment | None, *, now: datetime) -> None:
    """The people of the other company who may sign there."""
    if acknowledgment is None:
        return
    with wall.as_operator("name the people who hear of a change"):
        company = Participant.objects.get(pk=acknowledgment.representative_id)
        able = {one.user_id for one in able_to_sign(company, now)} - {None}
        people = list(User.objects.active().filter(pk__in=able))
    posting.post(
        "participants.acknowledgment.wanted",
        to=people,
        about=acknowledgment,
        dedupe=f"participants.acknowledgment.wanted:{acknowledgment.ref}",
        now=now,
        participant_id=acknowledgment.representative_id,
    )


def tell_reviewers(change: Change, *, by: User, now: datetime) -> None:
    """The specialists of the procedure's departments; of a restricted company its account manager alone."""
    with wall.as_operator("name the people who hear of a change"):
        people = managers_of(change.participant)
        if not change.participant.restricted:
            codes = GUIDES[change.procedure.code].reviewers
            rows = User.objects.active().filter(role=Role.SPECIALIST, department__code__in=codes)
            people += list(rows.order_by("pk"))
    _post("review_wanted", [one for one in people if one.pk != by.pk], change, now)


def tell_desk(verb: str, change: Change, *, by: User | None, now: datetime) -> None:
    """The account manager and whoever reviews it, but for the person who did it."""
    with wall.as_operator("name the people who hear of a change"):
        people = managers_of(change.participant)
        if change.reviewer_id is not None:
            people += list(User.objects.active().filter(pk=change.reviewer_id))
    own = by.pk if by is not None else None
    _post(verb, [one for one in dict.fromkeys(people) if one.pk != own], change, now)


def tell_participant(verb: str, change: Change, *, now: datetime) -> None:
    """Whoever asked for it and whoever signed it; those without access any more are dropped when the mail leaves."""
    if change.inner:
        return
    with wall.as_operator("name the people who hear of a change"):
        signers = change.signatures.filter(kind=SignatureKind.APPROVAL).values("signer")
        rows = User.objects.active().filter(is_staff=False)
        people = list(rows.filter(pk__in=signers) | rows.filter(pk=change.requested_by_id))
    _post(verb, people, change, now)


def tell_to_confirm(change: Change, person: User, *, now: datetime) -> None:
    _post("confirmation_wanted", [person], change, now)


def welcome(change: Change, person: User, role: str, *, now: datetime) -> None:
    """The new holder of a role, with the card of whoever looks after the company."""
    manager = next(iter(managers_of(change.participant)), None)
    card = {"manager": manager.name, "email": manager.email, "phone": manager.phone} if manager else {}
    _post("welcome", [person], change, now, facts={"role": role, **card})


def _post(verb: str, people: Iterable[Any], change: Change, now: datetime, facts: dict[str, str] | None = None) -> None:
    posting.post(
        f"participants.change.{verb}",
        to=people,
        about=change,
        dedupe=f"participants.change.{verb}:{change.ref}:{now.isoformat()}",
        now=now,
        facts=facts,
        participant_id=change.participant_id,
    )


def managers_of(participant: Participant) -> list[User]:
    """The account manager today; supervisors where there is none, so that nothing falls silent."""
    rows = Assignment.objects.of(participant).today().filter(kind=AssignmentKind.PRIMARY, person__is_active=True)
    found = [row.person for row in rows.select_related("person")]
    return found or list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))
