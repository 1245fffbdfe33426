"""Assigning many participants at once, and handing over a leaver's; a fixed number of statements each."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.complexity import record_accepted, require_match
from participants.actions.coverage import close_covered
from participants.actions.follow_ups_in_bulk import pass_on
from participants.actions.locks import lock_participants
from participants.choices import AssignmentKind
from participants.models import Assignment, Participant
from participants.models.period import overlapping
from participants.rules.assigning import TAKEN, may_be_assigned, some_names
from participants.rules.people import ONE_DAY
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

BATCH = 1000


@transaction.atomic
def assign_many(
    *,
    participants: Iterable[Participant],
    person: User,
    kind: str,
    by: User,
    now: datetime,
    starts_on: date,
    accepted_because: str = "",
) -> int:
    """Assign a colleague to all of them until further notice, or to none; returns how many.

    Refused, naming some, where one has somebody of that kind from that day on already.
    """
    permissions.can_assign(by).enforce()
    locked = lock_participants(participant.pk for participant in participants)
    if kind not in AssignmentKind.values:
        raise Refused("This kind of assignment is not one of the available choices.")
    if not may_be_assigned(person.role, person.is_active):
        raise Refused("Only active account managers and supervisors can be assigned.")
    if any(participant.joined_into_id is not None for participant in locked):
        permissions.JOINED.enforce()
    _require_all_free(locked, kind, starts_on)
    accepted = require_match([participant.pk for participant in locked], person, accepted_because=accepted_because)
    assignments = [
        Assignment(participant=participant, person=person, kind=kind, starts_on=starts_on) for participant in locked
    ]
    with refusing(TAKEN):
        Assignment.objects.bulk_create(assignments, batch_size=BATCH)
    changes = {"person": ["", person.name], "from": ["", str(starts_on)]}
    trail.record_many(
        trail.build("participants.assignment.made", of=assignment, by=by, at=now, changes=changes)
        for assignment in assignments
    )
    close_covered([participant.pk for participant in locked], by=by, now=now)
    record_accepted(assignments, accepted, by=by, now=now, accepted_because=accepted_because)
    return len(assignments)


@transaction.atomic
def hand_over(
    *,
    person: User,
    successor: User,
    by: User,
    now: datetime,
    participants: Iterable[Participant] | None = None,
    accepted_because: str = "",
) -> int:
    """The successor takes over what the person is assigned to, from today; returns how many assignments.

    Running assignments end yesterday and go on under the successor with the same last day; those that
    begin today or later change hands as they are. Open follow-ups go along. `participants` limits it to some.
    """
    permissions.can_assign(by).enforce()
    if successor.pk == person.pk:
        raise Refused("Choose somebody else as the successor.")
    return len(
        take_over(
            person=person,
            successor=successor,
            by=by,
            now=now,
            participants=participants,
            accepted_because=accepted_because,
        )
    )


def take_over(
    *,
    person: User,
    successor: User,
    by: User | None,
    now: datetime,
    participants: Iterable[Participant] | None = None,
    accepted_because: str | None = None,
) -> list[Assignment]:
    """The same, once it is permitted; `by` is None for the portal itself. The assignments the successor holds then.

    Without `accepted_because` whether the level suffices was asked before, when it was prepared.
    """
    if not may_be_assigned(successor.role, successor.is_active):
        raise Refused("Only active account managers and supervisors can be assigned.")
    today = market_day(now)
    open_ = Assignment.objects.filter(person=person, participant__joined_into=None).not_over(today)
    if participants is not None:
        open_ = open_.filter(participant__in=[participant.pk for participant in participants])
    lock_participants(open_.order_by().values_list("participant_id", flat=True).distinct())
    taken_over = list(open_.order_by("pk").select_for_update(of=("self",)))
    companies = {one.participant_id for one in taken_over}
    accepted = {}
    if accepted_because is not None:
        accepted = require_match(companies, successor, accepted_because=accepted_because)
    running = [assignment for assignment in taken_over if assignment.starts_on < today]
    coming = [assignment for assignment in taken_over if assignment.starts_on >= today]
    Assignment.objects.filter(pk__in=[one.pk for one in running]).update(ends_on=today - ONE_DAY)
    Assignment.objects.filter(pk__in=[one.pk for one in coming]).update(person=successor)
    following = [
        Assignment(
            participant_id=one.participant_id, person=successor, kind=one.kind, starts_on=today, ends_on=one.ends_on
        )
        for one in running
    ]
    with refusing(TAKEN):
        Assignment.objects.bulk_create(following, batch_size=BATCH)
    for one in coming:
        one.person = successor
    changes = {"person": [person.name, successor.name]}
    trail.record_many(
        trail.build("participants.assignment.replaced", of=one, by=by, at=now, changes=changes)
        for one in [*following, *coming]
    )
    record_accepted([*following, *coming], accepted, by=by, now=now, accepted_because=accepted_because or "")
    pass_on(person=person, successor=successor, participants=companies, whole=participants is None, by=by, now=now)
    close_covered(companies, by=by, now=now)
    return [*following, *coming]


def _require_all_free(participants: list[Participant], kind: str, starts_on: date) -> None:
    taken = (
        Assignment.objects.filter(participant__in=participants, kind=kind)
        .filter(overlapping(starts_on, None))
        .order_by("participant__name")
        .values_list("participant__name", flat=True)
    )
    if names := list(dict.fromkeys(taken)):
        label = AssignmentKind(kind).label.lower()
        raise Refused(f"Already assigned ({label}) in that period: {some_names(names)}.")
