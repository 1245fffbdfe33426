"""Made-up reviews of answers in bulk: of one in fifty issues an answer, most of them read, for measuring alone."""

import random
from datetime import datetime, timedelta
from typing import Any, Final

from issues.choices import Side
from issues.choices.coaching import AnswerReviewState, CoachingWord, Grade
from issues.coaching_people import who_may_review
from issues.models import AnswerReview, CoachingPoint, Comment, ReviewCriterion, ReviewMark
from issues.rules.coaching import monday_of
from portal.scoping.today import market_day

ONE_IN: Final = 50
BATCH: Final = 2000
WAITING: Final = 0.1
S: Final = AnswerReviewState


def load_many_reviews(*, participants: int, seed: int, now: datetime, issues: int = 0) -> int:
    """Of so many issues; returns the number of rows in all. `participants` are there already."""
    chance = random.Random(f"reviews of {seed}")  # noqa: S311 repeatable
    said = Comment.objects.filter(side=Side.OPERATOR, author__isnull=False, review=None)
    said = said.select_related("author", "issue__category").order_by("pk")[: issues // ONE_IN]
    able: dict[int, list[int]] = {}
    rows: dict[type, list[Any]] = {AnswerReview: [], ReviewMark: [], CoachingPoint: []}
    criteria = list(ReviewCriterion.objects.in_use())
    for comment in said:
        people = able.setdefault(
            comment.author_id, list(who_may_review(comment.author).values_list("pk", flat=True)[:20])
        )
        if people:
            _review(rows, comment, chance.choice(people), criteria, chance, now)
    for model, made in rows.items():
        model.objects.bulk_create(made, batch_size=BATCH)
    return sum(map(len, rows.values()))


def _review(
    rows: dict[type, list[Any]],
    comment: Comment,
    reviewer: int,
    criteria: list[ReviewCriterion],
    chance: random.Random,
    now: datetime,
) -> None:
    waits = chance.random() < WAITING
    at = min(comment.at + timedelta(days=7), now)
    settled = {} if waits else {"reviewed_at": at, "settled_at": at, "settled_by_id": comment.author_id}
    review = AnswerReview(
        participant_id=comment.participant_id,
        comment=comment,
        author_id=comment.author_id,
        reviewer_id=reviewer,
        topic_id=comment.issue.category.topic_id,
        week=monday_of(market_day(comment.at)),
        state=S.DRAWN if waits else S.DISCUSSED,
        drawn_at=at,
        **settled,
    )
    rows[AnswerReview].append(review)
    if not waits:
        grades = chance.choices(Grade.values, (1, 4, 10, 6), k=len(criteria))
        marks = zip(criteria, grades, strict=True)
        rows[ReviewMark] += [ReviewMark(review=review, criterion=one, grade=grade) for one, grade in marks]
        point = {"word": CoachingWord.CHANGE, "text": "Name the next step.", "topic_id": review.topic_id}
        rows[CoachingPoint].append(CoachingPoint(review=review, **point))
