"""The facts of a learning plan that are known here: sign-offs for topics; and what only the mentor can say."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from accounts import learning_sources
from accounts.learning_sources import Progress, Wanted
from accounts.models import SignOff, Topic
from portal.scoping.today import market_day


def sign_offs(person: Any, wanted: Sequence[Wanted]) -> list[Progress]:
    """Standing sign-offs, of one topic or of any; those from before the plan count, since they hold."""
    rows = list(SignOff.objects.standing().filter(person=person).select_related("topic").order_by("signed_at", "id"))
    url = reverse("accounts:staff-topics", args=[person.ref])
    return [_progress([row for row in rows if one.subject in ("", row.topic.code)], one.times, url) for one in wanted]


def _progress(rows: list[SignOff], times: int, url: str) -> Progress:
    reached = market_day(rows[times - 1].signed_at) if len(rows) >= times else None
    return Progress(len(rows), reached, ", ".join(row.topic.name for row in rows[:3]), url)


def topics() -> list[tuple[str, str]]:
    return [("", "Any topic"), *Topic.objects.in_use().values_list("code", "name")]


def register() -> None:
    """Called when the app is ready."""
    learning_sources.register(
        "sign_off", "Sign-off for a topic", sign_offs, subjects=topics, order=30, icon="badge-check"
    )
    learning_sources.register("word", "By the mentor's word", None, order=90, icon="message-square-check")
