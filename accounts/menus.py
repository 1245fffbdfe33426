"""Where people stand in the menus."""

from portal.web import navigation


def register() -> None:
    navigation.register(
        "desk",
        "staff",
        "Staff",
        "users-round",
        "accounts:staff-list",
        visible=lambda user: user.can("desk.enter"),
        order=70,
        section="Department",
        match=tuple(f"accounts:{noun}" for noun in ("staff", "invitation", "team", "absence", "mentoring")),
    )
    navigation.register(
        "user",
        "settings",
        "Your settings",
        "settings",
        "accounts:settings",
        order=10,
        match=("accounts:settings", "accounts:token", "account_email", "account_change_password", "usersessions_list"),
    )
    navigation.register("user", "second-factor", "Second factor", "shield-check", "mfa_index", order=20)
    navigation.register(
        "user",
        "administration",
        "Administration",
        "sliders-horizontal",
        "admin:index",
        visible=lambda user: user.can("admin.enter"),
        order=30,
    )
