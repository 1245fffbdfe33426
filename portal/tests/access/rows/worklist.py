"""The list of somebody's day: everybody's own. The manager lets an issue of the world rest."""

from portal.tests.access.profiles import DESK, Row, button, form, page, profile

# A line is found in the own list alone.
OWN = profile(participants="missing", staff="missing", manager="ok")

ROWS: dict[str, Row] = {
    "worklist": page(DESK),
    "worklist-count": page(DESK),
    "worklist-snooze": form(OWN, of="follow_up"),
    "worklist-wake": button(OWN, of={"ref": "snooze.subject_ref"}),
}
