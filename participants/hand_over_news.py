"""Who hears of a hand-over: whoever takes over, whoever comes back, whoever prepared it, and once the participant."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.choices import Role
from accounts.models import User
from participants.choices import AssignmentKind, HandOverKind
from participants.models import Assignment, HandOver, HandOverNote
from participants.permissions.handing_over import may_begin
from participants.plan_audiences import whole_members
from portal.outbox import posting
from portal.outbox.posting import Draft
from portal.scoping.today import market_day
from portal.web.words import short_day

KIND = "participants.handover."
TOLD = "participants.assignment.new_manager"


def tell_prepared(hand_over: HandOver, lines: int, *, by: User, now: datetime) -> None:
    _tell("prepared", hand_over, hand_over.receiver, {"lines": lines}, by=by, now=now)


def tell_begun(hand_over: HandOver, participants: int, lines: int, *, by: User | None, now: datetime) -> None:
    verb = "taken_over" if hand_over.kind == HandOverKind.PERMANENT else "begun"
    facts = {"participants": participants, "lines": lines}
    _tell(verb, hand_over, hand_over.receiver, facts, by=by, now=now)
    if hand_over.kind == HandOverKind.PERMANENT and hand_over.person.is_active:
        _tell("given", hand_over, hand_over.person, facts, by=by, now=now)


def tell_taken_back(hand_over: HandOver, held: Iterable[Assignment], *, by: User, now: datetime) -> None:
    """Both hear; and a participant that was told of a new account manager hears who it is after all."""
    for person in (hand_over.receiver, hand_over.person):
        _tell("taken_back", hand_over, person, {}, by=by, now=now, place=person.ref)
    told = set(hand_over.notes.exclude(told_at=None).values_list("participant_id", flat=True))
    rows = [row for row in held if row.kind == AssignmentKind.PRIMARY and row.participant_id in told]
    _tell_of_manager(rows, hand_over.person, f"{hand_over.ref}:back", now=now)


def tell_returned(hand_over: HandOver, figures: dict[str, int], *, by: User | None, now: datetime) -> None:
    """The summary of the first day back."""
    _tell("returned", hand_over, hand_over.person, figures, by=None, now=now)


def tell_called_off(hand_over: HandOver, *, by: User | None, now: datetime) -> None:
    _tell("called_off", hand_over, hand_over.receiver, {}, by=by, now=now)


def tell_hindered(hand_over: HandOver, *, now: datetime) -> None:
    """Whoever prepared it, as long as that person may set it right; else the supervisors."""
    people = [hand_over.prepared_by]
    if not may_begin(hand_over):
        people = list(User.objects.active().filter(role=Role.SUPERVISOR))
    kind = f"{KIND}hindered"
    posting.post(kind, to=people, about=hand_over, dedupe=f"{kind}:{hand_over.ref}:{now.isoformat()}", now=now)


def tell_decided(hand_over: HandOver, figures: dict[str, int], *, by: User, now: datetime) -> None:
    """The dates are decided: whoever prepared the hand-over hears how many were moved."""
    _tell("decided", hand_over, hand_over.prepared_by, figures, by=by, now=now)


def tell_participants(hand_over: HandOver, held: Iterable[Assignment], *, now: datetime) -> None:
    """Of a new account manager each participant is told once: who, from when on, and how to reach that person."""
    notes = {note.participant_id: note for note in hand_over.notes.filter(told_at=None)}
    new = [row for row in held if row.kind == AssignmentKind.PRIMARY and row.participant_id in notes]
    if not new:
        return
    _tell_of_manager(new, hand_over.receiver, hand_over.ref, now=now)
    told = [notes[row.participant_id].pk for row in new]
    HandOverNote.objects.filter(pk__in=told).update(told_at=now)


def _tell_of_manager(rows: list[Assignment], who: User, place: str, *, now: datetime) -> None:
    """Each participant's people once: who looks after them, from when on, and how to reach that person."""
    people = whole_members([row.participant_id for row in rows], market_day(now), area="") if rows else {}
    drafts = [
        Draft(
            TOLD,
            person,
            row,
            dedupe=f"{TOLD}:{row.ref}:{place}",
            facts={
                "name": who.name,
                "email": who.email,
                "phone": who.phone,
                "from": short_day(row.starts_on),
            },
            participant_id=row.participant_id,
        )
        for row in rows
        for person in people[row.participant_id]
    ]
    posting.post_many(drafts, now=now)


def _tell(
    verb: str,
    hand_over: HandOver,
    to: User,
    facts: dict[str, Any],
    *,
    by: User | None,
    now: datetime,
    place: str = "",
) -> None:
    if by is not None and by.pk == to.pk:
        return
    kind = KIND + verb
    dedupe = ":".join(part for part in (kind, hand_over.ref, place) if part)
    posting.post(kind, to=[to], about=hand_over, dedupe=dedupe, now=now, facts=facts)
