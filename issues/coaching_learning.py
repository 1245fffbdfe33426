"""What reviews of answers say for learning plans: how many found an answer good in every criterion."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Min
from django.urls import reverse

from accounts import learning_sources
from accounts.learning_sources import Progress, Wanted
from accounts.models import Topic
from issues.choices.coaching import Grade
from issues.models import AnswerReview
from portal.scoping.today import market_day


def good_answers(person: Any, wanted: Sequence[Wanted]) -> list[Progress]:
    """Reviews made since the plan's first day without a mark below "Good"; one statement, however many steps.

    Only topics are told: a review itself is for its author, its reviewer and supervisors.
    """
    made = AnswerReview.objects.made().filter(author=person).annotate(lowest=Min("marks__grade"))
    good = made.filter(lowest__gte=Grade.GOOD).select_related("topic").order_by("reviewed_at", "id")
    rows = [(market_day(row.reviewed_at), row.topic) for row in good]
    url = reverse("accounts:staff-topics", args=[person.ref])
    return [
        _progress([row for row in rows if row[0] >= one.since and _is_of(row[1], one.subject)], one.times, url)
        for one in wanted
    ]


def _is_of(topic: Topic | None, subject: str) -> bool:
    return not subject or (topic is not None and topic.code == subject)


def _progress(rows: list[Any], times: int, url: str) -> Progress:
    topics = list(dict.fromkeys(topic.name for _, topic in rows if topic is not None))
    return Progress(len(rows), rows[times - 1][0] if len(rows) >= times else None, ", ".join(topics[:3]), url)


def topics() -> list[tuple[str, str]]:
    return [("", "Any answer"), *Topic.objects.in_use().values_list("code", "name")]


def register() -> None:
    """Called when the app is ready."""
    learning_sources.register(
        "reviewed_answer", "Answer reviewed as good", good_answers, subjects=topics, order=40, icon="clipboard-check"
    )
