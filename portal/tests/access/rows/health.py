"""Relationship health: for those of the staff who look after relationships or oversee that; for participants never."""

from portal.tests.access.profiles import DESK, SIGNED_IN, SUPERVISOR, Row, button, endpoint, form, page, profile

P = "participants:"
R = "rest:"
SEES = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
# Whose account manager the manager of the world is.
SETS = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
SEES_API = profile(participants="missing", staff="ok", specialist="missing", coordinator="missing")
SETS_API = SETS | {"specialist": "missing", "coordinator": "missing"}

ROWS: dict[str, Row] = {
    P + "health-list": page(SEES),
    P + "participant-health": page(SEES, of="participant"),
    P + "health-override": form(SETS, of="participant"),
    P + "health-take-back": button(SETS, of="participant"),
    P + "catalog-health": page(DESK),
    P + "health-measure-change": form(SUPERVISOR, of="health_measure"),
    R + "relationship-health-list": endpoint(get=SIGNED_IN),
    R + "relationship-health-detail": endpoint(get=SEES_API, of="participant"),
    R + "relationship-health-override": endpoint(post=SETS_API, of="participant"),
    R + "relationship-health-take-back": endpoint(post=SETS_API, of="participant"),
    R + "health-measures-list": endpoint(get=SIGNED_IN),
    R + "health-measures-detail": endpoint(get=DESK, of={"code": "=contact"}),
}
