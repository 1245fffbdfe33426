"""What the tools around issues register when the app is ready: reactions, messages, patterns, panels, the menu."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from issues import (
    around,
    issue_offers,
    patterns,
    reactions,
    survey_notifications,
    working_verbs,  # noqa: F401 - importing it registers the verbs
)
from issues.actions import citing, ending, sent_drafts
from issues.actions.demo_working import fill_working
from issues.actions.reopening import too_late
from issues.api import working_urls  # noqa: F401 - importing it registers the endpoints
from issues.choices import IssueState
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
    panels.register("issue-answer", "presence", template="issues/_panel_presence.html", context=nothing_yet, order=90)
    panels.register("my-issue-reply", "drafts", template="issues/_my_panel_drafts.html", context=nothing_yet, order=90)
    _register_offers()
    navigation.register(
        "desk",
        "issue-surveys",
        "Surveys",
        "star",
        "issues:survey-list",
        visible=lambda user: user.can("issues.view"),
        order=54,
        section="Issue work",
        match=("issues:survey",),
    )


def _register_offers() -> None:
    """What stands in the menu of an issue; a closed one is not offered to be reopened once it is too late."""
    work = ("verify", "Correct who was asking", "badge-check", lambda issue, user, may_work: may_work, 60)
    again = ("continue", "Open a follow-up", "repeat", lambda issue, user, may_work: may_work and over(issue), 65)
    for key, label, icon, when, order in (work, again):
        issue_offers.register("issue", key, label, icon, f"issues:issue-{key}", when=when, order=order)
    reopened = {"when": lambda issue, user, may_work: may_work and reopens(issue), "place": "button"}
    issue_offers.register("issue", "reopen", "Reopen", "rotate-ccw", "issues:issue-reopen", order=25, **reopened)
    reopened |= {"when": lambda issue, user, may_work: reopens(issue)}
    issue_offers.register(
        "my-issue", "reopen", "It is not solved", "rotate-ccw", "my-issue-reopen", order=20, **reopened
    )


def over(issue: Any) -> bool:
    """Nobody acts on it any more, and it goes on nowhere else."""
    return not issue.is_open and issue.state != IssueState.MERGED


def reopens(issue: Any) -> bool:
    return issue.state in (IssueState.RESOLVED, IssueState.CLOSED) and not too_late(issue, timezone.now())


def nothing_yet(request: HttpRequest, issue: Any) -> dict[str, Any]:
    """The page asks for nothing of it: see `IssueAroundView`."""
    return {}


def of_mine(request: HttpRequest, issue: Any) -> dict[str, Any]:
    return around.my_panel(request.user, issue, timezone.now())
