"""The entries of the pages that know all apps."""

from portal.web import navigation


def register() -> None:
    navigation.register("desk", "home", "Home", "house", "home", order=10)
    navigation.register(
        "desk",
        "control",
        "Control",
        "shield-check",
        "control:opening-list",
        visible=lambda user: user.can("audit.view"),
        order=79,
        section="Oversight",
        match=("control",),
    )
