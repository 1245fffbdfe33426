"""What answers that wait for release add to the menu and to an issue's page."""

from typing import Any, Final

from django.http import HttpRequest

from issues import (
    held_news,
    held_verbs,  # noqa: F401 - importing it registers the verbs
    issue_reading,
)
from issues.api import held_urls  # noqa: F401 - importing it registers the endpoints
from issues.models import HeldAnswer, Issue
from portal.lifecycle.rows_along import RowsAlong
from portal.web import navigation, panels

HELD: Final = RowsAlong(
    "held_rows",
    HeldAnswer,
    ("ref", "held_at", "because", "author__name", "mentor__name"),
    lambda user: HeldAnswer.objects.visible_to(user).waiting().order_by("held_at", "id"),
    of="issue",
    most=5,
)


def held_of(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    """What waits in this issue; it came with the issue."""
    rows = HELD.read(issue)
    return {"held_answers": rows} if rows else None


def register() -> None:
    """Called when the app is ready."""
    held_news.register()
    issue_reading.along(HELD)
    panels.register(
        "issue",
        "held-answers",
        template="issues/_held_answers.html",
        context=held_of,
        visible=lambda user, of: user.is_staff,
        order=15,
        place="top",
    )
    navigation.register(
        "desk",
        "held-answers",
        "Answers to release",
        "user-check",
        "issues:held-list",
        visible=lambda user: user.can("issues.work"),
        order=53,
        section="Issue work",
        match=("issues:held", "issues:complex"),
    )
