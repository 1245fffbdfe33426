"""Notifications, preferences, letters, and the pages of those who run the service."""

from portal.tests.access.profiles import (
    DESK,
    OVERSIGHT,
    PUBLIC,
    SIGNED_IN,
    SUPERVISOR,
    Row,
    button,
    form,
    page,
    profile,
    row,
)

O = "outbox:"  # noqa: E741 - the namespace

# The notification that addresses name is the manager's.
HERE_ONLY = profile(nobody="missing", participants="missing", staff="missing")
NO_METHOD = profile(nobody="method", participants="method", staff="method")
# Asked before any row is looked for.
BUTTON = profile(participants="method", staff="method")
WRITER = profile(participants="missing", staff="missing", manager="ok")
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
    O + "operations": page(OVERSIGHT),
    # It asks by itself: no sign-in page, though the answer is the same to people.
    O + "operations-figures": page(OVERSIGHT),
    O + "undelivered": page(OVERSIGHT),
    O + "retry": button(SUPERVISOR, of="failed_message"),
    O + "retry-all": button(SUPERVISOR),
    O + "address-clear": button(SUPERVISOR, of="address_trouble"),
    # The walk calls the portal "testserver": from there nobody reads figures of the whole installation.
    O + "metrics": row(get=HERE_ONLY, post=NO_METHOD),
    O + "letter-list": page(DESK),
    O + "letter-undo": button(WRITER, of="letter_mail"),
    O + "mailbox": row(get=HERE_ONLY, post=HERE_ONLY),
    O + "mail": row(get=HERE_ONLY, post=HERE_ONLY, of={"name": "=mail.log", "number": "=1"}),
    O + "mail-part": row(get=HERE_ONLY, post=HERE_ONLY, of={"name": "=mail.log", "number": "=1"}),
    # Whoever holds the link; what it may do is tried in test_unsubscribing.
    O + "unsubscribe": form(PUBLIC, of={"token": "unsubscribe_token"}),
}
