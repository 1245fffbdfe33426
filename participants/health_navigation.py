"""Relationship health in the menus."""

from participants.querysets.health import SEES
from portal.web import navigation


def register() -> None:
    """Called when the app is ready."""
    navigation.register(
        "desk",
        "health",
        "Health",
        "heart-pulse",
        "participants:health-list",
        visible=lambda user: user.can(SEES),
        order=31,
        section="Relationship",
        match=("participants:health",),
    )
