"""Where interactions and meetings stand in the menus."""

from participants import permissions
from portal.web import navigation


def register() -> None:
    """Called when the app is ready."""
    navigation.register(
        "desk",
        "interactions",
        "Interactions",
        "messages-square",
        "participants:interaction-list",
        visible=lambda user: user.can("participants.view"),
        order=24,
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
