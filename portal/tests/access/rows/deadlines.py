"""Deadlines: the desk's own; participants' users learn of none."""

from portal.tests.access.profiles import DESK, SIGNED_IN, Row, endpoint, page, profile

ROWS: dict[str, Row] = {
    "calendars:deadline-list": page(DESK),
    "calendars:deadline-detail": page(DESK, of="deadline"),
    # Participants get an empty list, and no row.
    "rest:deadlines-list": endpoint(get=SIGNED_IN),
    "rest:deadlines-detail": endpoint(get=profile(participants="missing", staff="ok"), of="deadline"),
}
