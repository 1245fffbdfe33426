"""Shadowings: of the two people, supervisors and auditors; mentors and supervisors arrange them."""

from portal.tests.access.profiles import DESK, SIGNED_IN, SUPERVISOR, Row, endpoint, form, page, profile, row

N = "participants:"
A = "rest:shadowings-"
# The walk's manager reads along; the supervisor is the host.
INVOLVED = profile(participants="missing", staff="missing", manager="ok", auditor="ok", supervisor="ok")
DECIDES = INVOLVED | {"auditor": "forbidden"}
ARRANGES = profile(participants="forbidden", staff="forbidden", supervisor="ok")

ROWS: dict[str, Row] = {
    N + "shadowing-list": page(DESK),
    N + "shadowing-add": form(SUPERVISOR),
    N + "shadowing-detail": row(get=INVOLVED, post=DECIDES, of="shadowing"),
    A + "list": endpoint(get=SIGNED_IN, post=ARRANGES),
    A + "detail": endpoint(get=INVOLVED, of="shadowing"),
    A + "end": endpoint(post=DECIDES, of="shadowing"),
    A + "note": endpoint(post=DECIDES | {"supervisor": "forbidden"}, of="shadowing"),
    A + "comment": endpoint(post=DECIDES | {"manager": "forbidden"}, of="shadowing"),
}
