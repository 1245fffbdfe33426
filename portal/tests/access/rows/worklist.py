"""The list of somebody's day: everybody's own. The manager lets an issue of the world rest."""

from portal.tests.access.profiles import DESK, SIGNED_IN, Row, button, endpoint, form, page, profile

R = "rest:"

# A line is found in the own list alone.
OWN = profile(participants="missing", staff="missing", manager="ok")

ROWS: dict[str, Row] = {
    "worklist": page(DESK),
    "worklist-first": page(DESK),
    "worklist-count": page(DESK),
    "worklist-snooze": form(OWN, of="follow_up"),
    "worklist-wake": button(OWN, of={"ref": "snooze.subject_ref"}),
    R + "worklist-list": endpoint(get=SIGNED_IN),
    R + "worklist-snooze": endpoint(post=OWN, of="follow_up"),
    R + "worklist-wake": endpoint(post=OWN, of={"ref": "snooze.subject_ref"}),
}
