"""The entries of messages in the menus."""

from portal.web import navigation


def register() -> None:
    navigation.register(
        "user",
        "notifications",
        "Notifications",
        "bell",
        "outbox:notification-list",
        order=5,
        match=("outbox:notification",),
    )
    navigation.register(
        "desk",
        "operations",
        "Operations",
        "activity",
        "outbox:operations",
        visible=lambda user: user.can("outbox.view"),
        order=90,
        section="Oversight",
        match=("outbox:operations", "outbox:undelivered"),
    )
    navigation.register(
        "account",
        "notifications",
        "Notifications",
        "bell",
        "outbox:preferences",
        order=15,
        match=("outbox:preferences",),
    )
