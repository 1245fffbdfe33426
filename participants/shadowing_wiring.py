"""What shadowings register when the app is ready: the menu, the banner, the demo, and what timelines leave out."""

from typing import Any, Final

from django.db.models import Q

from accounts.models import Shadowing
from participants import reading_along, shadowing_learning, timeline
from participants.actions.demo_shadowings import fill_shadowings
from participants.actions.joining_rows import Move
from participants.actions.joining_rows import register as register_moves
from participants.api import shadowing_urls  # noqa: F401 - importing it registers the endpoints
from portal.lifecycle import demo
from portal.web import banners, navigation

TYPE: Final = "accounts.shadowing"


def closed_events(user: Any) -> Q | None:
    """Who reads along is no news of the participant: only the audit trail tells it, page by page."""
    return None if user.can("audit.view") else Q(object_type=TYPE)


def register() -> None:
    """Called when the app is ready."""
    timeline.keep(closed_events)
    shadowing_learning.register()
    register_moves(Move("shadowings", Shadowing, "participant_id"))
    banners.register("shadowing", reading_along.banner)
    demo.register("shadowings", fill_shadowings)
    navigation.register(
        "desk",
        "shadowings",
        "Shadowing",
        "eye",
        "participants:shadowing-list",
        visible=lambda user: user.can("participants.edit_assigned") or user.can("audit.view"),
        order=36,
        section="Relationship",
        match=("participants:shadowing",),
    )
