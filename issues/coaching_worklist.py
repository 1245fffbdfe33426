"""Reviews of answers as lines of the worklist: those to make, and those to read."""

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from issues.choices.coaching import AnswerReviewState
from issues.models import AnswerReview
from participants import worklist
from participants.worklist import Asked, lines, ours


def reviews(asked: Asked) -> QuerySet:
    """What the person is to review, and what the person was told and has not taken up."""
    to_make = Q(state=AnswerReviewState.DRAWN, reviewer=asked.user.pk)
    to_read = Q(state=AnswerReviewState.REVIEWED, author=asked.user.pk)
    rows = AnswerReview.objects.visible_to(asked.user).filter(to_make | to_read)
    return lines(
        rows,
        title=Coalesce(F("comment__issue__title"), Value("Letter")),
        step=Case(When(state=AnswerReviewState.DRAWN, then=Value("review")), default=Value("read")),
        since=Coalesce(F("reviewed_at"), F("drawn_at")),
        person=Value(asked.user.pk),
    )


def register() -> None:
    worklist.register(
        "answer-review",
        "Reviews of answers",
        "clipboard-check",
        reviews,
        page="issues:review-detail",
        steps={"review": ours("Review the answer"), "read": ours("Read the coaching points")},
        noun="Review of an answer",
        clocks=True,
        order=85,
    )
