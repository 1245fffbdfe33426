"""Levels, topics and complexity: staff read; mentors and supervisors decide."""

from portal.tests.access.profiles import DESK, SIGNED_IN, SUPERVISOR, Row, endpoint, form, page, profile, row

A = "accounts:"
READS = profile(participants="missing", staff="ok")
ADDS = profile(participants="forbidden", staff="ok")
DECIDES = profile(participants="missing", staff="forbidden", supervisor="ok")
KEEPS = profile(participants="forbidden", staff="forbidden", supervisor="ok")

ROWS: dict[str, Row] = {
    A + "topic-list": page(DESK),
    A + "staff-topics": row(get=DESK, post=SUPERVISOR, of="person"),
    "participants:participant-complexity": form(SUPERVISOR, of="participant"),
    "rest:topics-list": endpoint(get=SIGNED_IN, post=KEEPS),
    "rest:topics-detail": endpoint(get=READS, patch=DECIDES, of="topic"),
    # For whom somebody may mark or sign off is asked by the action, once the person is named.
    "rest:expertise-list": endpoint(get=SIGNED_IN, post=ADDS),
    "rest:expertise-detail": endpoint(get=READS, of="expertise"),
    "rest:expertise-remove": endpoint(post=DECIDES, of="expertise"),
    "rest:sign-offs-list": endpoint(get=SIGNED_IN, post=ADDS),
    "rest:sign-offs-detail": endpoint(get=READS, of="sign_off"),
    "rest:sign-offs-withdraw": endpoint(post=DECIDES, of="sign_off"),
}
