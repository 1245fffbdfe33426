"""Sessions and enrollments: at the desk, on the participants' side, and in the API."""

from portal.tests.access.profiles import (
    API_OWN_ROW,
    DESK,
    MEMBERS,
    MY_MEMBERS,
    MY_MEMBERS_ADMIN,
    Row,
    endpoint,
    form,
    page,
    profile,
    row,
)

T = "training:"
R = "rest:"
TRAINING = profile(participants="missing", staff="forbidden", coordinator="ok", supervisor="ok")
ENROLLERS = TRAINING | {"manager": "ok", "colleague": "ok"}
# People of Prairie Lantern, whose enrollment the addresses name, are entered by its account manager.
ENROLL = TRAINING | {"manager": "ok"}
MY_OWN = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
# The method is refused before any row is looked for.
MY_METHOD = profile(participants="method", staff="missing", prospect="missing")
API_TRAINING = TRAINING | profile(participants="forbidden", staff="forbidden", coordinator="ok", supervisor="ok")
API_TRAINING |= {"prospect": "missing"}
API_ENROLL = MEMBERS | {"specialist": "forbidden", "auditor": "forbidden"}
API_ANSWER = profile(participants="missing", staff="forbidden", coordinator="ok", supervisor="ok")
API_ANSWER |= {"member": "ok", "org_admin": "ok", "manager": "ok"}
API_DECIDE = API_ANSWER | {"member": "forbidden", "org_admin": "forbidden", "manager": "forbidden"}

ROWS: dict[str, Row] = {
    T + "session-list": page(DESK),
    T + "session-calendar": page(DESK),
    T + "session-add": form(TRAINING),
    T + "session-import": form(TRAINING),
    T + "session-import-template": page(TRAINING),
    T + "session-detail": page(DESK, of="session"),
    T + "session-ics": page(DESK, of="session"),
    T + "session-change": form(TRAINING, of="session"),
    T + "session-publish": form(TRAINING, of="session"),
    T + "session-finish": form(TRAINING, of="session"),
    T + "session-cancel": form(TRAINING, of="session"),
    T + "session-enroll": form(ENROLLERS, of="session"),
    T + "enrollment-detail": page(DESK, of="enrollment"),
    T + "enrollment-approve": form(TRAINING, of="enrollment"),
    T + "enrollment-decline": form(TRAINING, of="enrollment"),
    T + "enrollment-withdraw": form(ENROLL, of="enrollment"),
    T + "enrollment-accept-offer": form(ENROLL, of="enrollment"),
    T + "enrollment-decline-offer": form(ENROLL, of="enrollment"),
    "my-session-list": page(MY_MEMBERS),
    "my-session-calendar": page(MY_MEMBERS),
    "my-seats-ics": page(MY_MEMBERS),
    "my-session": page(MY_MEMBERS, of="session"),
    "my-session-ics": page(MY_MEMBERS, of="session"),
    "my-session-enroll": form(MY_MEMBERS, of="session"),
    "my-session-enroll-people": form(MY_MEMBERS_ADMIN, of="session"),
    "my-enrollment": row(get=MY_OWN, post=MY_METHOD, of="enrollment"),
    "my-enrollment-withdraw": form(MY_OWN, of="enrollment"),
    "my-enrollment-accept-offer": form(MY_OWN, of="enrollment"),
    "my-enrollment-decline-offer": form(MY_OWN, of="enrollment"),
    R + "sessions-list": endpoint(get=MEMBERS, post=API_TRAINING),
    R + "sessions-detail": endpoint(get=MEMBERS, patch=API_TRAINING, of="session"),
    R + "sessions-publish": endpoint(post=API_TRAINING, of="session"),
    R + "sessions-cancel": endpoint(post=API_TRAINING, of="session"),
    R + "sessions-finish": endpoint(post=API_TRAINING, of="session"),
    R + "sessions-enroll": endpoint(post=API_ENROLL, of="session"),
    R + "sessions-enroll-group": endpoint(post=API_ENROLL, of="session"),
    R + "enrollments-list": endpoint(get=MEMBERS),
    R + "enrollments-detail": endpoint(get=API_OWN_ROW, of="enrollment"),
    R + "enrollments-approve": endpoint(post=API_DECIDE, of="enrollment"),
    R + "enrollments-decline": endpoint(post=API_DECIDE, of="enrollment"),
    R + "enrollments-withdraw": endpoint(post=API_ANSWER, of="enrollment"),
    R + "enrollments-accept-offer": endpoint(post=API_ANSWER, of="enrollment"),
    R + "enrollments-decline-offer": endpoint(post=API_ANSWER, of="enrollment"),
}
