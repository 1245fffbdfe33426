"""How companies belong together: the desk reads; whoever looks after one of the two writes."""

from portal.tests.access.profiles import ASSIGNED, DESK, Row, endpoint, form, page, profile
from portal.tests.access.rows.api import API_OWN_ROW, MEMBERS

P = "participants:"
R = "rest:"
# Whose company declared it reads it, and asks the desk to end it.
ENDS = profile(
    participants="missing", staff="forbidden", member="forbidden", org_admin="forbidden", manager="ok", supervisor="ok"
)

ROWS: dict[str, Row] = {
    P + "participant-relationships": page(DESK, of="participant"),
    P + "affiliation-add": form(ASSIGNED, of="participant"),
    P + "affiliation-change": form(ASSIGNED, of="affiliation"),
    P + "affiliation-duties": form(ASSIGNED, of="affiliation"),
    R + "affiliations-list": endpoint(get=MEMBERS, post=MEMBERS),
    R + "affiliations-detail": endpoint(get=API_OWN_ROW, of="affiliation"),
    R + "affiliations-end": endpoint(post=ENDS, of="affiliation"),
    R + "relationships-list": endpoint(get=profile(participants="missing", staff="ok")),
}
