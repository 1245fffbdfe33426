"""Marking how demanding a participant is, and that the level of whoever is assigned suffices."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.shape import require_reason
from participants.choices import Degree
from participants.models import AcceptedMatch, Assignment, Complexity, HandOver, Participant
from participants.permissions.complexity import can_mark_complexity
from participants.rules.assigning import some_names
from participants.rules.complexity import BELOW, suffices
from portal.audit import trail
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Refused

PREPARED: Final = "participants.handover.prepared"


@transaction.atomic
def mark_complexity(*, participant: Participant, by: User, now: datetime, degree: str, reason: str) -> Complexity:
    """Say how demanding it is and why; whoever is assigned keeps the assignment, which then shows as unmatched."""
    reason = require_reason(reason)[:300]
    participant = lock_participant(participant.pk)
    can_mark_complexity(by, participant).enforce()
    if participant.joined_into_id is not None:
        permissions.JOINED.enforce()
    if degree not in Degree.values:
        raise Refused("Choose how demanding it is.")
    held = Complexity.objects.filter(participant=participant).first()
    before = held.get_degree_display() if held is not None else Degree.LOW.label
    if held is None:
        held = Complexity(participant=participant, degree=degree, reason=reason, marked_by=by, marked_at=now)
        held.save(force_insert=True)
    else:
        if (held.degree, held.reason) == (degree, reason):
            return held
        held.apply(degree=degree, reason=reason, marked_by=by, marked_at=now)
    changes = {"complexity": [before, Degree(degree).label]}
    trail.record("participants.participant.complexity", of=participant, by=by, at=now, changes=changes, reason=reason)
    return held


def unmatched(participants: Collection[int], person: User) -> dict[int, Complexity]:
    """Which of the participants are marked above the person's level; one statement."""
    marks = Complexity.objects.filter(participant__in=participants).exclude(degree=Degree.LOW)
    rows = marks.select_related("participant").order_by("participant__name", "participant_id")
    return {row.participant_id: row for row in rows if not suffices(person.capabilities, row.degree)}


def require_match(participants: Collection[int], person: User, *, accepted_because: str) -> dict[int, Complexity]:
    """Refuse a person whose level does not suffice, unless a reason accepts it; call it before assigning anybody.

    Returns those that are accepted, for `record_accepted`.
    """
    found = unmatched(participants, person)
    if found and not accepted_because.strip():
        names = [row.participant.name for row in found.values()]
        degrees = {row.get_degree_display().lower() for row in found.values()}
        told = {"degree": " or ".join(sorted(degrees)) + " complexity", "is_are": "is" if len(names) == 1 else "are"}
        raise Refused(BELOW.format(names=some_names(names), person=person.name, position=person.position, **told))
    return found


def record_as_prepared(
    hand_over: HandOver, assignments: Collection[Assignment], *, by: User | None, now: datetime
) -> None:
    """What a supervisor accepted when the hand-over was prepared is written down once it has begun. What was marked
    since is nobody's word: the hand-over goes on, and the assignment shows as above the level."""
    prepared = AuditEvent.objects.filter(verb=PREPARED, object_ref=hand_over.ref).first()
    if prepared is None or not prepared.reason:
        return
    given = {"by": by or hand_over.prepared_by, "now": now, "accepted_because": prepared.reason}
    since = unmatched([one.participant_id for one in assignments], hand_over.receiver)
    accepted = {pk: row for pk, row in since.items() if row.marked_at <= prepared.at}
    record_accepted(assignments, accepted, **given)


def record_accepted(
    assignments: Iterable[Assignment],
    accepted: dict[int, Complexity],
    *,
    by: User,
    now: datetime,
    accepted_because: str,
) -> None:
    """Write down which assignments were accepted although the level does not suffice."""
    if not accepted:
        return
    reason = accepted_because.strip()[:300]
    rows = [one for one in assignments if one.participant_id in accepted]
    AcceptedMatch.objects.bulk_create(
        [
            AcceptedMatch(
                assignment=one,
                participant_id=one.participant_id,
                degree=accepted[one.participant_id].degree,
                reason=reason,
                by=by,
                at=now,
            )
            for one in rows
        ]
    )
    trail.record_many(
        trail.build("participants.assignment.accepted", of=one, by=by, at=now, reason=reason) for one in rows
    )
