"""Service targets, the duty roster and grid events: the desk's own; supervisors change them."""

from portal.tests.access.profiles import PARTICIPANTS, SIGNED_IN, SUPERVISOR, Row, button, endpoint, form, page, profile

# Account managers, auditors and supervisors read issues, and by when they are answered.
READERS = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
READ_API = READERS | {"specialist": "missing", "coordinator": "missing"}
WRITE_API = SUPERVISOR | {"specialist": "missing", "coordinator": "missing"}  # of a row that these do not see
TOLD = SUPERVISOR | dict.fromkeys(PARTICIPANTS, "forbidden")
P = "issues:policy-"
G = "issues:grid-event-"

ROWS: dict[str, Row] = {
    P + "list": page(READERS),
    P + "add": form(SUPERVISOR),
    P + "detail": page(READERS, of="service_policy"),
    P + "change": form(SUPERVISOR, of="service_policy"),
    P + "publish": button(SUPERVISOR, of="service_policy"),
    P + "deactivate": form(SUPERVISOR, of="service_policy"),
    P + "activate": form(SUPERVISOR, of="service_policy"),
    "issues:duty-roster": page(READERS),
    "issues:duty-add": form(SUPERVISOR),
    "issues:duty-remove": button(SUPERVISOR, of="duty_shift"),
    G + "list": page(READERS),
    G + "declare": form(SUPERVISOR),
    G + "detail": page(READERS, of="grid_event"),
    G + "end": form(SUPERVISOR, of="grid_event"),
    "rest:service-policies-list": endpoint(get=SIGNED_IN),
    "rest:service-policies-detail": endpoint(get=READ_API, of="service_policy"),
    "rest:service-policies-deactivate": endpoint(post=WRITE_API, of="service_policy"),
    "rest:service-policies-activate": endpoint(post=WRITE_API, of="service_policy"),
    "rest:duty-shifts-list": endpoint(get=SIGNED_IN, post=TOLD),
    "rest:duty-shifts-detail": endpoint(get=READ_API, of="duty_shift"),
    "rest:duty-shifts-remove": endpoint(post=WRITE_API, of="duty_shift"),
    "rest:grid-events-list": endpoint(get=SIGNED_IN, post=TOLD),
    "rest:grid-events-detail": endpoint(get=SIGNED_IN, of="grid_event"),
    "rest:grid-events-end": endpoint(post=TOLD, of="grid_event"),
}
