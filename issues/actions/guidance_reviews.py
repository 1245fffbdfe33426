"""Judging guidance that differs: both stand, or one of them is to be corrected and its participants told."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from issues import guidance_deadlines, permissions
from issues.choices.guidance import GuidanceEnd, ReviewOutcome, ReviewState, Stand
from issues.guidance_news import tell_authors
from issues.models import Guidance, GuidanceReview
from issues.rules.guidance import REVIEW_MOVES
from participants.actions.follow_ups import promise, require_able
from participants.actions.locks import lock_participant
from participants.actions.shape import require_reason
from participants.choices import AssignmentKind
from participants.models import Assignment, FollowUp, Participant
from participants.rules.follow_up_days import Term
from portal.audit import trail
from portal.lifecycle.refusals import Refused

TIME_TO_TELL: Final = Term(in_days=3)
NOTE: Final = "A review found that this is to be corrected:\n\n{wording}\n\nWhy: {reason}"
NO_OUTCOME: Final = "Choose what came of it."


@transaction.atomic
def settle_review(*, review: GuidanceReview, by: User, now: datetime, outcome: str, reason: str) -> GuidanceReview:
    """What is to be corrected is no longer held against answers; each participant that was told so gets a task.

    With one answer those are corrected that said the same by it.
    """
    reason = require_reason(reason)
    if outcome not in ReviewOutcome.values:
        raise Refused(NO_OUTCOME)
    rows = GuidanceReview.objects.select_related("guidance__given_by", "earlier__given_by")
    review = rows.lock(review.pk)
    permissions.can_settle_review(by, review).enforce()
    REVIEW_MOVES.require(review.state, ReviewState.SETTLED)
    review.apply(state=ReviewState.SETTLED, outcome=outcome, reason=reason, settled_at=now, settled_by=by)
    wrong = {ReviewOutcome.EARLIER: review.earlier, ReviewOutcome.THIS: review.guidance}.get(ReviewOutcome(outcome))
    if wrong is not None:
        _correct(wrong, reason, by=by, now=now)
    guidance_deadlines.end(review, by=by, now=now)
    trail.record("issues.guidancereview.settled", of=review, by=by, at=now, changes={"outcome": ["", outcome]})
    tell_authors(review, by=by, now=now)
    return review


def alike(guidance: Guidance) -> list[Guidance]:
    """What says the same: the answer it goes back to, and all that were marked the same as one of these."""
    root = guidance
    while root.stand == Stand.SAME and root.earlier is not None:
        root = root.earlier
    found, new = {root.pk}, {root.pk}
    while new:
        rows = Guidance.objects.filter(earlier__in=new, stand=Stand.SAME)
        new = set(rows.values_list("pk", flat=True)) - found
        found |= new
    return list(Guidance.objects.filter(pk__in=found, ended="").select_related("given_by").order_by("pk"))


def _correct(guidance: Guidance, reason: str, *, by: User, now: datetime) -> None:
    tasks: dict[int, FollowUp] = {}
    for row in alike(guidance):
        if row.participant_id not in tasks:
            tasks[row.participant_id] = _task(row, reason, by=by, now=now)
        row.apply(ended=GuidanceEnd.CORRECTED, ended_at=now, task=tasks[row.participant_id])
        trail.record("issues.guidance.corrected", of=row, by=by, at=now)


def _task(row: Guidance, reason: str, *, by: User, now: datetime) -> FollowUp:
    participant = lock_participant(row.participant_id)
    return promise(
        participant=participant,
        by=by,
        now=now,
        term=TIME_TO_TELL,
        title=f"Correct what was said on {row.cited.words}",
        note=NOTE.format(wording=row.wording, reason=reason),
        responsible=_who_tells(participant, row.given_by, by),
    )


def _who_tells(participant: Participant, author: User, judge: User) -> User:
    """Its account manager, else who said it, else who judged it: the first who can."""
    held = Assignment.objects.of(participant).today().filter(kind=AssignmentKind.PRIMARY).select_related("person")
    for person in [*(one.person for one in held), author]:
        try:
            require_able(person, participant)
        except Refused:
            continue
        return person
    return judge
