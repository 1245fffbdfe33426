"""What the tools around issues register when the app is ready: reactions, messages, patterns, panels, the menu."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from issues import (
    around,
    patterns,
    reactions,
    survey_notifications,
    working_verbs,  # noqa: F401 - importing it registers the verbs
)
from issues.actions import citing, ending, sent_drafts
from issues.actions.demo_working import fill_working
from issues.api import working_urls  # noqa: F401 - importing it registers the endpoints
from portal.lifecycle import demo
from portal.web import navigation, panels


def register() -> None:
    for react in (sent_drafts.react, citing.react, ending.react):
        reactions.register(react)
    survey_notifications.register()
    patterns.register()
    demo.register("issues that belong together", fill_working)
    panels.register(
        "issue", "around", template="issues/_panel_around.html", context=nothing_yet, order=90, place="aside"
    )
    panels.register(
        "my-issue", "around", template="issues/_my_panel_around.html", context=of_mine, order=90, place="aside"
    )
    navigation.register(
        "desk",
        "issue-surveys",
        "Surveys",
        "star",
        "issues:survey-list",
        visible=lambda user: user.can("issues.view"),
        order=31,
        match=("issues:survey",),
    )


def nothing_yet(request: HttpRequest, issue: Any) -> dict[str, Any]:
    """The page asks for nothing of it: see `IssueAroundView`."""
    return {}


def of_mine(request: HttpRequest, issue: Any) -> dict[str, Any]:
    return around.my_panel(request.user, issue, timezone.now())
