"""What issues tell of training: alike ones whose cause teaching could have kept away."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from issues.choices import CauseCode, IssueState
from issues.models import Category, Issue
from training import patterns

SOURCE: Final = "issues.causes"
LABEL: Final = "Issues that training could have kept away"
TOPIC: Final = "issues:"
TAUGHT: Final = (CauseCode.TRAINING, CauseCode.QUESTION, CauseCode.PARTICIPANT_DATA, CauseCode.RULE)
OVER: Final = (IssueState.RESOLVED, IssueState.CLOSED)


def cases(since: datetime, until: datetime) -> Iterable[tuple[str, int, datetime, str]]:
    """Issues resolved between the two instants, by their category; merged ones count with what took them in."""
    rows = Issue.objects.filter(state__in=OVER, cause__in=TAUGHT, resolved_at__gte=since, resolved_at__lt=until)
    found = rows.order_by().values_list("category__code", "participant_id", "resolved_at", "ref")
    return ((f"{TOPIC}{code}", owner, at, ref) for code, owner, at, ref in found.iterator())


def names(topics: Iterable[str]) -> dict[str, str]:
    codes = [topic.removeprefix(TOPIC) for topic in topics if topic.startswith(TOPIC)]
    rows = Category.objects.filter(code__in=codes)
    return {f"{TOPIC}{code}": f"Issues about {name}" for code, name in rows.values_list("code", "name")}


def register() -> None:
    """Called when the app is ready."""
    patterns.register(SOURCE, LABEL, cases, names=names)
