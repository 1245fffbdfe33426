"""The demo's reviews of answers, under the names the access matrix calls them by."""

from typing import Any

from accounts.models import Shadowing
from issues.models import AnswerReview


def coaching_rows() -> dict[str, Any]:
    """One that waits for its review; a shadowing."""
    return {
        "answer_review": AnswerReview.objects.waiting().order_by("pk").first(),
        "shadowing": Shadowing.objects.order_by("pk").first(),
    }
