"""Where people stand in the menus."""

from typing import Final

from accounts.rooms_only import offers
from portal.web import navigation

STAFF_NOUNS: Final = ("staff", "invitation", "team", "absence", "mentoring", "topic", "level", "learning")


def register() -> None:
    navigation.limit(offers)
    _register_reports()
    navigation.register(
        "desk",
        "staff",
        "Staff",
        "users-round",
        "accounts:staff-list",
        visible=lambda user: user.can("desk.enter"),
        order=70,
        section="Department",
        match=tuple(
            f"accounts:{noun}" for noun in ("staff", "invitation", "team", "absence", "mentoring", "topic", "level")
        ),
    )
    navigation.register(
        "user",
        "configuration",
        "Configuration as a file",
        "file-sliders",
        "accounts:configuration",
        visible=lambda user: user.can("admin.enter"),
        order=31,
        match=("accounts:configuration",),
    )
    navigation.register(
        "user",
        "retention",
        "Retention of personal data",
        "timer",
        "accounts:retention",
        visible=lambda user: user.can("admin.enter"),
        order=32,
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
    navigation.register("keys", "shortcuts", "Single-key shortcuts", "keyboard", "accounts:shortcuts")
    _register_account()
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


def _register_account() -> None:
    """The tabs of one's own settings; others add theirs between."""
    tabs = (
        ("settings", "Settings", "settings", "accounts:settings", ("accounts:settings", "accounts:token")),
        ("email", "E-mail", "at-sign", "account_email", ()),
        ("password", "Password", "key-round", "account_change_password", ("account_set_password",)),
        ("second-factor", "Second factor", "shield-check", "mfa_index", ("mfa",)),
        ("sessions", "Sessions", "monitor-smartphone", "usersessions_list", ()),
    )
    for order, (key, label, icon, url_name, match) in enumerate(tabs, start=1):
        navigation.register("account", key, label, icon, url_name, order=10 * order, match=(url_name, *match))


def _register_reports() -> None:
    navigation.register(
        "desk",
        "reports",
        "Reports",
        "chart-column",
        "accounts:report-list",
        visible=lambda user: user.can("desk.enter"),
        order=69,
        section="Department",
        match=("accounts:report", "accounts:market-figures"),
    )
    navigation.register(
        "my",
        "market-figures",
        "Market figures",
        "chart-column",
        "my-market-figures",
        order=65,
        visible=lambda user: user.acting_for is not None and not user.acting_for.applying,
    )
