"""How reviews go: by person, by criterion, by topic. For supervisors, and for who guides a colleague."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Avg, Count, Q, QuerySet

from accounts.models import User
from issues.choices.coaching import AnswerReviewState, CoachingWord, Grade
from issues.models import AnswerReview, CoachingPoint, ReviewMark
from issues.rules.coaching import TOLD

WINDOW: Final = timedelta(days=90)
GOOD: Final = Grade.GOOD


def reviews_since(user: Any, now: datetime) -> QuerySet[AnswerReview]:
    return AnswerReview.objects.visible_to(user).filter(drawn_at__gte=now - WINDOW)


def by_person(user: Any, now: datetime) -> list[dict[str, Any]]:
    """Each author with how many reviews wait, were made, skipped, are unread, and the mean of the marks."""
    rows = reviews_since(user, now).order_by()
    counts = rows.values("author__ref", "author__name", "author__level").annotate(
        waiting=Count("pk", filter=Q(state=AnswerReviewState.DRAWN)),
        made=Count("pk", filter=Q(state__in=TOLD)),
        unread=Count("pk", filter=Q(state=AnswerReviewState.REVIEWED)),
        skipped=Count("pk", filter=Q(state=AnswerReviewState.SKIPPED)),
    )
    marks = ReviewMark.objects.filter(review__in=rows.values("pk")).order_by()
    means = dict(marks.values_list("review__author__ref").annotate(mean=Avg("grade")))
    found = [row | {"mean": means.get(row["author__ref"])} for row in counts]
    return sorted(found, key=lambda row: row["author__name"].casefold())


def by_criterion(user: Any, now: datetime) -> list[dict[str, Any]]:
    """For each criterion how often each mark was given, the best first, each as a share of all."""
    rows = reviews_since(user, now).values("pk")
    told = ReviewMark.objects.filter(review__in=rows).order_by("criterion__order")
    counted: dict[str, dict[int, int]] = defaultdict(dict)
    for name, grade, count in told.values_list("criterion__name", "grade").annotate(count=Count("pk")):
        counted[name][grade] = count
    return [
        {"name": name, "all": sum(counts.values()), "grades": [_share(grade, counts) for grade in reversed(Grade)]}
        for name, counts in counted.items()
    ]


def by_topic(user: Any, now: datetime) -> list[dict[str, Any]]:
    """Topics by how often something is to be done differently, with how many people that concerns."""
    rows = reviews_since(user, now).values("pk")
    points = CoachingPoint.objects.filter(review__in=rows, word=CoachingWord.CHANGE, topic__isnull=False).order_by()
    counted = points.values("topic__name", "topic__code").annotate(
        points=Count("pk"), people=Count("review__author", distinct=True)
    )
    return sorted(counted, key=lambda row: (-row["points"], row["topic__name"]))


def topics_of(person: User) -> list[dict[str, Any]]:
    """What reviews say of a colleague's answers by topic: how many, and how many were good in every criterion."""
    made = AnswerReview.objects.made().filter(author=person, topic__isnull=False).order_by()
    weak = Q(marks__grade__lt=GOOD)
    counted = made.values("topic__name", "topic__order").annotate(
        reviews=Count("pk", distinct=True), lacking=Count("pk", distinct=True, filter=weak)
    )
    found = [row | {"good": row["reviews"] - row["lacking"]} for row in counted]
    return sorted(found, key=lambda row: (row["topic__order"], row["topic__name"]))


def _share(grade: Grade, counts: dict[int, int]) -> dict[str, Any]:
    count = counts.get(grade, 0)
    return {
        "label": grade.label,
        "grade": int(grade),
        "count": count,
        "percent": round(100 * count / sum(counts.values())),
    }
