"""The entries of the pages that know all apps: one's first page, the dashboard, control."""

from portal.web import navigation


def register() -> None:
    navigation.register("desk", "home", "Home", "house", "home", order=10)
    navigation.register(
        "desk",
        "dashboard",
        "Dashboard",
        "layout-dashboard",
        "admin:index",
        visible=lambda user: user.can("admin.enter"),
        order=11,
        match=("admin:index",),
    )
    navigation.register(
        "desk",
        "control",
        "Control",
        "shield-check",
        "control:opening-list",
        visible=lambda user: user.can("audit.view"),
        order=79,
        section="Oversight",
        match=("control", "history"),
    )
    navigation.register(
        "desk",
        "rooms",
        "Auditors' rooms",
        "door-open",
        "room-list",
        visible=lambda user: user.can("rooms.read"),
        order=81,
        section="Oversight",
        match=("room",),
    )
