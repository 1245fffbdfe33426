"""Who of the operator's staff is responsible for a participant: one person of each kind on any day."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.assignments_in_bulk import assign_many, hand_over
from participants.actions.complexity import record_accepted, require_match
from participants.actions.coverage import close_covered
from participants.actions.locks import lock_participant
from participants.actions.shape import require_order
from participants.choices import AssignmentKind
from participants.models import Assignment, Participant
from participants.models.period import overlapping
from participants.rules.assigning import ALREADY, TAKEN, held_by, may_be_assigned
from participants.rules.people import ONE_DAY
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web.words import short_day

__all__ = ["ALREADY", "assign", "assign_many", "begin_assignment", "end_assignment", "hand_over", "replace_assignment"]


@transaction.atomic
def assign(
    *,
    participant: Participant,
    person: User,
    kind: str,
    by: User,
    now: datetime,
    starts_on: date,
    ends_on: date | None = None,
    accepted_because: str = "",
) -> Assignment:
    """Make a colleague responsible. Refused, naming who holds it, where the period is taken; refused as well where the
    participant is marked above the colleague's level, unless `accepted_because` says why that is accepted."""
    participant = lock_participant(participant.pk)
    permissions.can_assign(by).enforce()
    return begin_assignment(
        participant=participant,
        person=person,
        kind=kind,
        by=by,
        now=now,
        starts_on=starts_on,
        ends_on=ends_on,
        accepted_because=accepted_because,
    )


def begin_assignment(
    *,
    participant: Participant,
    person: User,
    kind: str,
    by: User,
    now: datetime,
    starts_on: date,
    ends_on: date | None = None,
    accepted_because: str = "",
) -> Assignment:
    """Write the assignment; call while holding the participant's lock, once it is permitted."""
    _require_assignable(participant, person, kind)
    require_order(starts_on, ends_on)
    _require_free(participant, kind, starts_on, ends_on)
    accepted = require_match([participant.pk], person, accepted_because=accepted_because)
    assignment = Assignment(participant=participant, person=person, kind=kind, starts_on=starts_on, ends_on=ends_on)
    with refusing(TAKEN):
        assignment.save(force_insert=True)
    changes = {"person": ["", person.name], "from": ["", str(starts_on)]}
    trail.record("participants.assignment.made", of=assignment, by=by, at=now, changes=changes)
    close_covered([participant.pk], by=by, now=now)
    record_accepted([assignment], accepted, by=by, now=now, accepted_because=accepted_because)
    return assignment


@transaction.atomic
def replace_assignment(
    *,
    assignment: Assignment,
    successor: User,
    by: User,
    now: datetime,
    starts_on: date,
    reason: str = "",
    accepted_because: str = "",
) -> Assignment:
    """The successor takes over from `starts_on`; the predecessor's last day is the one before. Returns the new one.

    From the very first day of an assignment that has not begun before today, the person is exchanged in place.
    """
    participant = lock_participant(assignment.participant_id)
    assignment = Assignment.objects.lock(assignment.pk)
    permissions.can_assign(by).enforce()
    _require_assignable(participant, successor, assignment.kind)
    if successor.pk == assignment.person_id:
        raise Refused(f"{successor.name} holds this assignment already.")
    if starts_on < assignment.starts_on or (assignment.ends_on is not None and starts_on > assignment.ends_on):
        raise Refused("The successor begins on a day of the assignment that is taken over.")
    accepted = require_match([participant.pk], successor, accepted_because=accepted_because)
    predecessor = assignment.person.name
    if starts_on == assignment.starts_on:
        if starts_on < market_day(now):
            raise Refused("The assignment has begun; the successor can follow from the next day on.")
        assignment.apply(person_id=successor.pk)
        new = assignment
        new.person = successor
    else:
        last_day = assignment.ends_on
        assignment.apply(ends_on=starts_on - ONE_DAY)
        new = Assignment(
            participant=participant, person=successor, kind=assignment.kind, starts_on=starts_on, ends_on=last_day
        )
        with refusing(TAKEN):
            new.save(force_insert=True)
    changes = {"person": [predecessor, successor.name], "from": ["", str(starts_on)]}
    trail.record("participants.assignment.replaced", of=new, by=by, at=now, changes=changes, reason=reason.strip())
    close_covered([participant.pk], by=by, now=now)
    record_accepted([new], accepted, by=by, now=now, accepted_because=accepted_because)
    return new


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: User, now: datetime, ends_on: date, reason: str = "") -> Assignment:
    """The assignment's last day is `ends_on`. An account manager's ends only where a successor follows the next day."""
    lock_participant(assignment.participant_id)
    assignment = Assignment.objects.lock(assignment.pk)
    permissions.can_assign(by).enforce()
    require_order(assignment.starts_on, ends_on)
    if assignment.ends_on is not None and assignment.ends_on <= ends_on:
        raise Refused(f"This assignment already ends on {short_day(assignment.ends_on)}.")
    if assignment.kind == AssignmentKind.PRIMARY:
        others = Assignment.objects.filter(participant=assignment.participant_id, kind=assignment.kind)
        if not others.exclude(pk=assignment.pk).on(ends_on + ONE_DAY).exists():
            raise Refused("Nobody follows as account manager: name a successor instead.")
    changes = assignment.apply(ends_on=ends_on)
    changes["person"] = [assignment.person.name, ""]
    trail.record("participants.assignment.ended", of=assignment, by=by, at=now, changes=changes, reason=reason.strip())
    return assignment


def _require_assignable(participant: Participant, person: User, kind: str) -> None:
    if participant.joined_into_id is not None:
        permissions.JOINED.enforce()
    if kind not in AssignmentKind.values:
        raise Refused("This kind of assignment is not one of the available choices.")
    if not may_be_assigned(person.role, person.is_active):
        raise Refused("Only active account managers and supervisors can be assigned.")


def _require_free(participant: Participant, kind: str, starts_on: date, ends_on: date | None) -> None:
    held = Assignment.objects.filter(participant=participant, kind=kind).filter(overlapping(starts_on, ends_on))
    taken = held.select_related("person").order_by("starts_on").first()
    if taken is not None:
        raise Refused(held_by(taken.person.name, taken.get_kind_display(), taken.starts_on, taken.ends_on))
