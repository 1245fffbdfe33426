"""What somebody thought of a session, given once."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants.actions.locks import lock_participant
from participants.actions.shape import require_shape
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from training import permissions
from training.actions.attendance import HELD
from training.models import CourseSession, Enrollment, Evaluation
from training.models.outcome import RATINGS
from training.rules.evaluating import refusal

ONCE: Final = "You have evaluated this session already. Thank you."
ABSENT: Final = "You were marked as not there; whoever was says what the session was worth."
NOT_HELD: Final = "This session did not take place."
LONGEST: Final = 4000


@transaction.atomic
def evaluate_session(
    *, enrollment: Enrollment, by: User, now: datetime, comment: str = "", **ratings: int
) -> Enrollment:
    """Five marks from 1 to 5 and a comment, of whoever had a seat, within 30 days.

    The trail keeps nothing of it: who answered at which instant would tell whose the latest marks are.
    """
    if set(ratings) != set(RATINGS):
        raise TypeError("An evaluation has exactly its own questions.")
    permissions.can_evaluate(by, enrollment).enforce()
    session = enrollment.session
    if session.state not in HELD:
        raise Refused(NOT_HELD)
    if reason := refusal(session.ends_at, now):
        raise Refused(reason)
    if not Enrollment.objects.filter(pk=enrollment.pk).not_absent().exists():
        raise Refused(ABSENT)
    comment = comment.strip()
    if len(comment) > LONGEST:
        raise Refused(f"A comment has at most {LONGEST:,} characters.")
    row = Evaluation(
        enrollment=enrollment,
        participant_id=enrollment.participant_id,
        session=session,
        comment=comment,
        given_at=now,
        **ratings,
    )
    require_shape(row, "comment", *RATINGS)
    with wall.as_operator("write what somebody thought of a session"):
        # The answer points at both; they are locked in the order of every action on a seat.
        CourseSession.objects.lock(session.pk)
        lock_participant(enrollment.participant_id)
        if Evaluation.objects.filter(enrollment=enrollment).exists():
            raise Refused(ONCE)
        with refusing({"training_evaluation_pkey": ONCE}):
            row.save(force_insert=True)
    return enrollment
