"""Panels that later apps add to a lower app's page. Registered in `ready()`; the page knows none of them.

    panels.register(
        "staff", "assignments", template="participants/_staff_assignments.html",
        context=lambda request, person: {"assignments": ...}, order=20,
        visible=lambda user, person: user.can("participants.view"),
    )

Pages: "staff", "staff-topics" and "learning" (object: a person), "letter" (object: a letter), "hand-over" (object:
None), "participant" (object: a participant), "my-home" (object: the participant acted for), "session" (object: a
session of a course), "my-obligation" (object: an obligation), "issue" and "my-issue" (object: an issue). On the own
home "below" stands under the registrations. Of an issue, banners stand at the "top", what says where it belongs under
its "facts"; "issue-answer", "issue-resolve" and "my-issue-reply" (object: the issue) stand inside that form, above its
button.
A page draws them with `{% for panel in panels %}{{ panel.html }}{% endfor %}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

PLACES = ("top", "facts", "main", "below", "aside")


@dataclass(frozen=True, slots=True)
class Panel:
    """`context` gets the request and the page's object; None instead of a dict leaves the panel out."""

    key: str
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    visible: Callable[[Any, Any], bool]
    order: int
    place: str


@dataclass(frozen=True, slots=True)
class Drawn:
    key: str
    place: str
    html: SafeString


_panels: dict[str, dict[str, Panel]] = {}


def register(
    page: str,
    key: str,
    *,
    template: str,
    context: Callable[[HttpRequest, Any], dict[str, Any] | None],
    order: int = 100,
    visible: Callable[[Any, Any], bool] = lambda user, of: True,
    place: str = "main",
) -> None:
    """Add a panel to a page; the same key again replaces it."""
    if place not in PLACES:
        raise ValueError(f"A panel stands in one of {PLACES}.")
    _panels.setdefault(page, {})[key] = Panel(key, template, context, visible, order, place)


def drawn(page: str, request: HttpRequest, of: Any = None) -> list[Drawn]:
    """The panels of a page as the request's person may see them, in order."""
    chosen = sorted(_panels.get(page, {}).values(), key=lambda panel: panel.order)
    found = []
    for panel in chosen:
        context = panel.context(request, of) if panel.visible(request.user, of) else None
        if context is not None:
            html = render_to_string(panel.template, {"object": of} | context, request)
            found.append(Drawn(panel.key, panel.place, html))
    return found
