"""Where interactions and meetings stand in the menus."""

from typing import Any

from django.http import HttpRequest

from participants import permissions
from participants.models import Participant
from portal.web import navigation, panels


def last_said_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """Who last said what, on either side; read by the panel itself, once the page stands."""
    return {"of": participant}


def register() -> None:
    """Called when the app is ready."""
    navigation.register(
        "desk",
        "interactions",
        "Interactions",
        "messages-square",
        "participants:interaction-list",
        visible=lambda user: user.can("participants.view"),
        order=31,
        section="Relationship",
        match=("participants:interaction", "participants:meeting", "participants:letter"),
    )
    navigation.register(
        "keys",
        "log",
        "Log",
        "message-circle-plus",
        "participants:interaction-log",
        visible=lambda user: bool(permissions.can_log_interactions(user)),
    )
    navigation.register(
        "my",
        "meetings",
        "Meetings",
        "calendar-days",
        "my-meeting-list",
        order=32,
        match=("my-meeting",),
        visible=lambda user: user.acting_for is not None,
    )
    panels.register(
        "participant",
        "last-said",
        template="participants/_last_said_panel.html",
        context=last_said_of,
        order=5,
        place="aside",
    )
