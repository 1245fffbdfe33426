"""Notifications, preferences, letters, and the pages of those who run the service."""

from portal.tests.access.profiles import PUBLIC, SIGNED_IN, Row, button, form, page, profile, row

O = "outbox:"  # noqa: E741 - the namespace

# The notification that addresses name is the manager's.
NO_METHOD = profile(nobody="method", participants="method", staff="method")
# Asked before any row is looked for.
BUTTON = profile(participants="method", staff="method")
RECIPIENT = profile(participants="missing", staff="missing", manager="ok")

ROWS: dict[str, Row] = {
    O + "notification-list": page(SIGNED_IN),
    # Signed out it answers 401; a page leads to the sign-in.
    O + "notification-unread": row(get=SIGNED_IN, post=NO_METHOD),
    O + "notification-latest": page(SIGNED_IN),
    O + "notification-read-all": button(SIGNED_IN),
    O + "notification-open": row(get=BUTTON, post=RECIPIENT, of="notification"),
    O + "notification-read": row(get=BUTTON, post=RECIPIENT, of="notification"),
    O + "preferences": form(SIGNED_IN),
    O + "preferences-defaults": button(SIGNED_IN),
    # Whoever holds the link; what it may do is tried in test_unsubscribing.
    O + "unsubscribe": form(PUBLIC, of={"token": "unsubscribe_token"}),
}
