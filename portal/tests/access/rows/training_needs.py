"""Training needs: the desk's own; participants' users learn of no page and no row."""

from portal.tests.access.profiles import DESK, PARTICIPANTS, SIGNED_IN, Row, endpoint, form, page, profile, row

T = "training:need-"
A = "rest:training-needs-"
PROPOSE = profile(
    participants="missing", staff="forbidden", manager="ok", colleague="ok", coordinator="ok", supervisor="ok"
)
# Senior account managers as well, who are none of the walk's persons.
DESIGN = profile(participants="missing", staff="forbidden", coordinator="ok", supervisor="ok")
# Each administrator's own company; an agent or member sees the own training elsewhere.
ADMIN = profile(participants="forbidden", staff="missing", org_admin="ok", outsider="ok", prospect="missing")
METHOD = profile(participants="method", staff="missing", prospect="missing")

ROWS: dict[str, Row] = {
    T + "list": page(DESK),
    T + "column": page(DESK, of={"state": "=suggested"}),
    T + "propose": form(PROPOSE),
    T + "propose-for": form(PROPOSE | {"colleague": "forbidden"}, of="participant"),
    T + "detail": page(DESK, of="training_need"),
    T + "accept": form(DESIGN, of="training_need"),
    T + "dismiss": form(DESIGN, of="training_need"),
    T + "outline": form(DESIGN, of="training_need"),
    T + "send": form(DESIGN, of="training_need"),
    T + "return": form(DESIGN, of="training_need"),
    T + "approve": form(DESIGN, of="training_need"),
    T + "schedule": form(DESIGN, of="training_need"),
    T + "close": form(DESIGN, of="training_need"),
    "training:coordinator-board": page(DESK),
    "training:coverage-ending": page(DESK),
    "training:coverage-list": page(DESK),
    "training:coverage-detail": page(DESK, of="participant"),
    "my-coverage": row(get=ADMIN, post=METHOD),
    "rest:training-coverage-list": endpoint(get=SIGNED_IN),
    "rest:training-coverage-detail": endpoint(get=DESK, of="participant"),
    A + "list": endpoint(get=SIGNED_IN, post=PROPOSE | dict.fromkeys(PARTICIPANTS, "forbidden")),
    A + "detail": endpoint(get=DESK, of="training_need"),
    A + "accept": endpoint(post=DESIGN, of="training_need"),
    A + "dismiss": endpoint(post=DESIGN, of="training_need"),
    A + "outline": endpoint(post=DESIGN, of="training_need"),
    A + "send": endpoint(post=DESIGN, of="training_need"),
    A + "return-outline": endpoint(post=DESIGN, of="training_need"),
    A + "approve": endpoint(post=DESIGN, of="training_need"),
    A + "schedule": endpoint(post=DESIGN, of="training_need"),
    A + "close": endpoint(post=DESIGN, of="training_need"),
}
