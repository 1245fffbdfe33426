"""The outline of what is to be taught: one person writes it, another one reviews it."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from participants.actions.shape import require_reason, require_shape
from portal.lifecycle.refusals import Refused
from training import need_news, permissions
from training.actions.needs import begin, known_roles, record
from training.choices import NeedState
from training.models import Course, TrainingNeed
from training.rules.need_moves import MOVES, WRITABLE

EMPTY = "Write the outline first: what people learn, in which order, and how it is tried."
FIXED = "The outline was reviewed; it is not written on any more."
NOT_ABLE = "{name} may not review this outline."


@transaction.atomic
def write_outline(
    *,
    need: TrainingNeed,
    by: User,
    now: datetime,
    outline: str,
    role_codes: list[str] | None = None,
    course: Course | None = None,
) -> TrainingNeed:
    """Save the outline; whoever writes it designs the training from now on, and does not review it."""
    need = TrainingNeed.objects.lock(need.pk)
    permissions.can_work_on_need(by, need).enforce()
    if need.state not in WRITABLE:
        if need.state == NeedState.SUGGESTED:
            MOVES.require(need.state, NeedState.OUTLINE)
        raise Refused(FIXED if need.state != NeedState.IN_REVIEW else "It is in review: wait until it comes back.")
    outline = outline.strip()
    if not outline:
        raise Refused(EMPTY)
    require_shape(TrainingNeed(outline=outline), "outline")
    changes = need.apply(
        state=NeedState.OUTLINE,
        outline=outline,
        designer_id=by.pk,
        writer_ids=need.writer_ids if by.pk in need.writer_ids else [*need.writer_ids, by.pk],
        reviewer_id=None if need.reviewer_id == by.pk else need.reviewer_id,
        role_codes=need.role_codes if role_codes is None else known_roles(role_codes),
        course_id=course.pk if course is not None else need.course_id,
        changed_at=now,
    )
    record("outlined", need, by=by, now=now, changes=changes)
    return need


@transaction.atomic
def send_for_review(*, need: TrainingNeed, by: User, now: datetime, reviewer: User | None = None) -> TrainingNeed:
    """The outline is ready to be looked at: by the person named, or by whoever may and did not write it."""
    need = begin(need, by, NeedState.IN_REVIEW)
    if reviewer is not None and not (reviewer.is_active and permissions.can_review_outline(reviewer, need)):
        raise Refused(NOT_ABLE.format(name=reviewer.name))
    changes = need.apply(
        state=NeedState.IN_REVIEW,
        reviewer_id=reviewer.pk if reviewer is not None else None,
        reason="",
        changed_at=now,
    )
    record("sent_for_review", need, by=by, now=now, changes=changes)
    need_news.tell_reviewers(need, by=by, now=now)
    return need


@transaction.atomic
def return_outline(*, need: TrainingNeed, by: User, now: datetime, reason: str) -> TrainingNeed:
    """Something is missing; the designer reads what."""
    reason = require_reason(reason)
    require_shape(TrainingNeed(reason=reason), "reason")
    need = _begin_review(need, by, NeedState.OUTLINE)
    changes = need.apply(state=NeedState.OUTLINE, reviewer_id=by.pk, reason=reason, changed_at=now)
    record("returned", need, by=by, now=now, changes=changes, reason=reason)
    need_news.tell_designer("returned", need, by=by, now=now)
    return need


@transaction.atomic
def approve_outline(*, need: TrainingNeed, by: User, now: datetime) -> TrainingNeed:
    """Good as it is: training coordinators schedule it now."""
    need = _begin_review(need, by, NeedState.APPROVED)
    changes = need.apply(state=NeedState.APPROVED, reviewer_id=by.pk, reason="", changed_at=now)
    record("approved", need, by=by, now=now, changes=changes)
    need_news.tell_approved(need, by=by, now=now)
    return need


def _begin_review(need: TrainingNeed, by: User, state: str) -> TrainingNeed:
    """Lock, permit and require, for the reviewer."""
    need = TrainingNeed.objects.lock(need.pk)
    permissions.can_review_outline(by, need).enforce()
    if need.state != NeedState.IN_REVIEW:
        raise Refused("This outline is not in review.")
    MOVES.require(need.state, state)
    return need
