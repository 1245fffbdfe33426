"""The entries that lead back to one's first page, and for supervisors and auditors to the dashboard."""

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
