"""What becomes of a review: made with marks and coaching points, taken up by the author, closed, skipped, handed on."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import Topic, User
from issues import coaching_deadlines as deadlines
from issues.actions.speaking import sound_text
from issues.choices.coaching import AnswerReviewState, CoachingWord, Grade
from issues.coaching_news import tell
from issues.coaching_people import may_review
from issues.models import AnswerReview, CoachingPoint, ReviewCriterion, ReviewMark
from issues.permissions import NO_SUCH_ISSUE
from issues.permissions.coaching import can_acknowledge_review, can_decide_review
from issues.rules.coaching import MOVES
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.lifecycle.refusals import Refused

S: Final = AnswerReviewState
MOST_POINTS: Final = 10
NO_MARKS: Final = "Give a mark for one criterion at least."
OUT_OF_USE: Final = "One of the criteria is not in use."
TOO_MANY: Final = f"At most {MOST_POINTS} coaching points: choose those that matter most."
LACKS_POINT: Final = "“Not yet” needs a coaching point that says what to do differently."
CANNOT_REVIEW: Final = "{name} can't review this: the author, inactive, or this participant is closed to them."
Point = tuple[str, str, Topic | None]


@transaction.atomic
def record_review(
    *,
    review: AnswerReview,
    by: User,
    now: datetime,
    marks: Mapping[str, int],
    points: Iterable[Point] = (),
    summary: str = "",
) -> AnswerReview:
    """A mark for each criterion (by code) that fits, and coaching points (word, text, topic); the author reads them."""
    review = _locked(review, by)
    can_decide_review(by, review).enforce()
    MOVES.require(review.state, S.REVIEWED)
    points = [(word, text.strip(), topic or review.topic) for word, text, topic in points if text.strip()]
    criteria = _sound(marks, points)
    # A supervisor who reviews it in the reviewer's place is named as who did.
    review.apply(state=S.REVIEWED, reviewer_id=by.pk, reviewed_at=now, summary=_text(summary))
    ReviewMark.objects.bulk_create(
        [ReviewMark(review=review, criterion=criteria[code], grade=grade) for code, grade in marks.items()]
    )
    CoachingPoint.objects.bulk_create(
        [CoachingPoint(review=review, word=word, text=_text(text), topic=topic) for word, text, topic in points]
    )
    deadlines.end(review, by=by, now=now)
    trail.record("issues.answerreview.reviewed", of=review, by=by, at=now)
    tell("reviewed", review, review.author, by=by, now=now)
    return review


@transaction.atomic
def acknowledge_review(*, review: AnswerReview, by: User, now: datetime, reply: str = "") -> AnswerReview:
    """The author has read it and takes it up, with a word or without."""
    review = _locked(review, by)
    can_acknowledge_review(by, review).enforce()
    MOVES.require(review.state, S.DISCUSSED)
    review.apply(state=S.DISCUSSED, settled_at=now, settled_by=by, reply=_text(reply))
    trail.record("issues.answerreview.discussed", of=review, by=by, at=now)
    tell("discussed", review, review.reviewer, by=by, now=now)
    return review


@transaction.atomic
def close_review(*, review: AnswerReview, by: User, now: datetime, reason: str) -> AnswerReview:
    """Without the author's word, because of an absence, say."""
    return _settle(review, S.CLOSED, by=by, now=now, reason=reason)


@transaction.atomic
def skip_review(*, review: AnswerReview, by: User, now: datetime, reason: str) -> AnswerReview:
    """Nothing to learn from it, or no way to judge it; the author hears nothing."""
    return _settle(review, S.SKIPPED, by=by, now=now, reason=reason)


@transaction.atomic
def hand_on_review(*, review: AnswerReview, by: User, now: datetime, reviewer: User) -> AnswerReview:
    """Somebody else reviews it; the deadline stays."""
    review = _locked(review, by)
    can_decide_review(by, review).enforce()
    if review.state != S.DRAWN:
        raise Refused("Only what waits for its review is handed on.")
    if not may_review(reviewer, review.author, review.participant):
        raise Refused(CANNOT_REVIEW.format(name=reviewer.name))
    changes = {"reviewer": [review.reviewer.name, reviewer.name]}
    review.apply(reviewer=reviewer)
    trail.record("issues.answerreview.handed_on", of=review, by=by, at=now, changes=changes)
    tell("drawn", review, reviewer, by=by, now=now)
    return review


def _settle(review: AnswerReview, state: str, *, by: User, now: datetime, reason: str) -> AnswerReview:
    review = _locked(review, by)
    can_decide_review(by, review).enforce()
    MOVES.require(review.state, state)
    reason = require_reason(reason)[:300]
    review.apply(state=state, settled_at=now, settled_by=by, reason=reason)
    deadlines.end(review, by=by, now=now, made=False)
    trail.record(f"issues.answerreview.{state}", of=review, by=by, at=now, reason=reason)
    return review


def _locked(review: AnswerReview, by: User) -> AnswerReview:
    """The review, if the person sees it; held until the transaction ends."""
    rows = AnswerReview.objects.visible_to(by).filter(pk=review.pk)
    if not rows.exists():
        NO_SUCH_ISSUE.enforce()
    return AnswerReview.objects.select_related("author", "reviewer", "participant", "topic").lock(review.pk)


def _sound(marks: Mapping[str, int], points: list[Any]) -> dict[str, ReviewCriterion]:
    """The criteria by code; `Refused` in words where marks or points cannot be kept."""
    if not marks:
        raise Refused(NO_MARKS)
    criteria = {row.code: row for row in ReviewCriterion.objects.in_use()}
    if marks.keys() - criteria.keys():
        raise Refused(OUT_OF_USE)
    if set(marks.values()) - set(Grade.values) or {word for word, _, _ in points} - set(CoachingWord.values):
        raise Refused("Choose one of the marks and words.")
    if len(points) > MOST_POINTS:
        raise Refused(TOO_MANY)
    if Grade.POOR in marks.values() and CoachingWord.CHANGE not in {word for word, _, _ in points}:
        raise Refused(LACKS_POINT)
    return criteria


def _text(text: str) -> str:
    return sound_text(text) if text.strip() else ""
