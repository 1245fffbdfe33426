"""Where the queue stands in the menus, in the search and on the issue's page, and that its views can be saved."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from accounts import saved_lists
from issues.models import Issue
from issues.queue import NOUN
from issues.queue_columns import COLUMNS
from issues.search import find_issues, jump_to_issues
from portal.search import registry
from portal.web import navigation, panels


def register() -> None:
    saved_lists.register(NOUN, "Issues", "issues:issue-list", capability="issues.view", columns=COLUMNS)
    registry.register("issues", "Issues", find_issues, jump=jump_to_issues)
    navigation.register(
        "desk",
        "issues",
        "Issues",
        "life-buoy",
        "issues:issue-list",
        visible=lambda user: user.can("issues.view"),
        order=15,
        match=("issues:issue", "issues:bulk"),
    )
    panels.register("issue", "queue", template="issues/_queue_place.html", context=place_in_queue, order=1, place="top")


def queue_link(request: HttpRequest) -> str:
    """What an address of the issue ends with, so that the list it was opened from is not lost; else nothing."""
    query = _query(request)
    return f"?{urlencode({'queue': query})}" if query else ""


def place_in_queue(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    """The way to the issues before and after, where the page was opened from a list; no statement."""
    query = _query(request)
    if not query:
        return None
    return {"list_query": query, "step": urlencode({"of": issue.ref, "queue": query})}


def _query(request: HttpRequest) -> str:
    return request.GET.get("queue", "")[:2000]
