"""The list of somebody's day: everybody's own. The manager lets an issue of the world rest."""

from portal.tests.access.profiles import DESK, SIGNED_IN, Row, endpoint, form, page, profile, row

R = "rest:"

# A line is found in the own list alone.
OWN = profile(participants="missing", staff="missing", manager="ok")
# Only to be sent, whoever it is.
NOT_THIS_WAY = profile(participants="missing", staff="method")

ROWS: dict[str, Row] = {
    "worklist": page(DESK),
    "worklist-first": page(DESK),
    "worklist-count": page(DESK),
    "worklist-snooze": form(OWN, of={"ref": "snooze.subject_ref"}),
    "worklist-wake": row(get=NOT_THIS_WAY, post=OWN, of={"ref": "snooze.subject_ref"}),
    R + "worklist-list": endpoint(get=SIGNED_IN),
    R + "worklist-snooze": endpoint(post=OWN, of={"ref": "snooze.subject_ref"}),
    R + "worklist-wake": endpoint(post=OWN, of={"ref": "snooze.subject_ref"}),
}
