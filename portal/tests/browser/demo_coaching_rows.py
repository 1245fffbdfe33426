"""The demo's reviews of answers, under the names the access matrix calls them by."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from issues.models import AnswerReview
from participants.actions.shadowings import arrange_shadowing
from participants.models import Assignment
from portal.scoping.today import market_day


def coaching_rows() -> dict[str, Any]:
    """One that waits for its review; a shadowing."""
    return {
        "answer_review": AnswerReview.objects.waiting().order_by("pk").first(),
        "shadowing": _read_along(),
    }


def _read_along() -> Any:
    """Dana reads along with a participant of Ruth's; the supervisor has arranged it."""
    now = timezone.now()
    dana = User.objects.get(email="manager@iso.example")
    held = Assignment.objects.today().filter(kind="primary", person__email="senior@iso.example")
    return arrange_shadowing(
        participant=held.select_related("participant").order_by("pk").first().participant,
        person=dana,
        by=User.objects.get(email="supervisor@iso.example"),
        now=now,
        purpose="How a senior colleague prepares a review meeting",
        starts_on=market_day(now),
        ends_on=market_day(now),
    )
