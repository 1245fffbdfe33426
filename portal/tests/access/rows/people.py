"""Staff pages, one's own settings, invitations."""

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

A = "accounts:"

# Others than supervisors and auditors find only the invitations they sent themselves.
INVITATIONS = profile(participants="missing", staff="missing", auditor="forbidden", supervisor="ok")
ONESELF = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
INVITED = profile(nobody="ok", participants="forbidden", staff="forbidden")
TOKEN_OWNER = profile(participants="missing", staff="missing", member="ok")
CONFIRMED = profile(participants="confirm", staff="confirm")

METHOD = profile(nobody="method", participants="method", staff="method")
NOT_THERE = profile(nobody="missing", participants="missing", staff="missing")

ROWS: dict[str, Row] = {
    "apply": form(PUBLIC),
    "apply-sent": page(PUBLIC),
    A + "staff-list": page(DESK),
    A + "staff-hand-over": page(OVERSIGHT),
    A + "invitation-list": page(OVERSIGHT),
    A + "invitation-add": form(SUPERVISOR),
    A + "invitation-revoke": button(INVITATIONS, of="joiner"),
    A + "invitation-resend": button(INVITATIONS, of="joiner"),
    A + "team-list": page(DESK),
    A + "team-add": form(SUPERVISOR),
    A + "team-change": form(SUPERVISOR, of="team"),
    A + "staff-detail": page(DESK, of="person"),
    A + "staff-role": form(SUPERVISOR, of="person"),
    A + "staff-profile": form(ONESELF, of="person"),
    A + "staff-team": form(SUPERVISOR, of="person"),
    A + "staff-deactivate": form(SUPERVISOR, of="person"),
    A + "staff-reactivate": button(SUPERVISOR, of="person"),
    A + "absence-add": form(ONESELF, of="person"),
    A + "absence-end": button(ONESELF, of="absence"),
    A + "mentoring-add": form(SUPERVISOR, of="person"),
    A + "mentoring-end": form(SUPERVISOR, of="mentoring"),
    A + "settings": form(SIGNED_IN),
    A + "session-end": button(SIGNED_IN),
    A + "feed-make": button(SIGNED_IN),
    A + "feed-end": button(SIGNED_IN),
    A + "token-add": form(CONFIRMED),
    A + "token-revoke": button(TOKEN_OWNER, of="token"),
    # The secret is the key: whoever holds the link sees the page, and accepting checks the address.
    A + "invitation": row(get=PUBLIC, post=INVITED, of={"ref": "guest", "secret": "guest_secret"}),
    "set-theme": row(get=profile(nobody="method", participants="method", staff="method"), post=PUBLIC),
    # Nobody knows this secret, whoever asks.
    "calendar-feed": row(get=NOT_THERE, post=METHOD, of={"secret": "=nobodys-secret"}),
    "healthz": page(PUBLIC),
}
