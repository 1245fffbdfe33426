"""Protected files and disclosures in the menus."""

from participants.permissions import protection as permissions
from portal.web import navigation


def register() -> None:
    """Called when the app is ready."""
    navigation.register(
        "desk",
        "protection",
        "Protected files",
        "shield",
        "participants:protected-list",
        visible=lambda user: bool(permissions.sees_protected(user)),
        order=36,
        section="Relationship",
        match=("participants:protected", "participants:opening"),
    )
    navigation.register(
        "desk",
        "disclosures",
        "Disclosures",
        "scale",
        "participants:disclosure-list",
        visible=lambda user: bool(permissions.sees_register(user)),
        order=37,
        section="Relationship",
        match=("participants:disclosure",),
    )
