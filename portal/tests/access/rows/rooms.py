"""Auditors' rooms: supervisors keep them on pages of control; from within they exist to their own auditors only.
The seals of the audit trail are for whoever reads the whole trail."""

from portal.tests.access.profiles import (
    OVERSIGHT,
    SIGNED_IN,
    SUPERVISOR,
    Row,
    button,
    endpoint,
    form,
    page,
    profile,
    row,
)

C = "control:"
READERS = profile(participants="missing", staff="missing", auditor="ok")
# The room of the walks is open to an auditor from outside, who does not walk.
NOT_THEIRS = profile(participants="missing", staff="missing")
SEALS = profile(participants="missing", staff="missing", auditor="ok", supervisor="ok")

ROWS: dict[str, Row] = {
    C + "room-list": page(OVERSIGHT),
    C + "room-add": form(SUPERVISOR),
    C + "room-detail": row(get=OVERSIGHT, post=SUPERVISOR, of="audit_room"),
    C + "room-close": button(SUPERVISOR, of="audit_room"),
    "room-list": page(READERS),
    "room-detail": page(NOT_THEIRS, of="audit_room"),
    "rest:seals-list": endpoint(get=SIGNED_IN),
    "rest:seals-detail": endpoint(get=SEALS, of="seal"),
    "room-record": page(NOT_THEIRS, of={"ref": "audit_room", "noun": "=issues", "record": "issue"}),
}
