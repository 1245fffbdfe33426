"""Changes on both sides and in the API; the one named was recorded by Prairie Lantern's account manager."""

from portal.tests.access.profiles import (
    API_OWN_ROW,
    ASSIGNED,
    DESK,
    MEMBERS,
    MY_MEMBERS,
    MY_PEOPLE_EDIT,
    SUPERVISOR,
    Row,
    endpoint,
    form,
    page,
    profile,
    row,
)
from portal.tests.access.rows.api import CHANGE, CHANGE_PEOPLE, SUPERVISE
from portal.tests.access.rows.desk import NO_PAGE

P = "participants:"
R = "rest:"
OWN = {"member": "ok", "org_admin": "ok"}
MY_OWN = profile(participants="missing", staff="missing", **OWN)
# The staff never sign for a participant.
SIGNERS = profile(participants="missing", staff="forbidden", **OWN)
# One's own pages answer GET only; who finds no row there is told of the method first.
MY_METHOD = profile(participants="method", staff="missing", prospect="missing")
STEP = {"ref": "change", "position": "=1"}
FILE = {"ref": "change", "part": "change_evidence"}

ROWS: dict[str, Row] = {
    P + "change-list": page(DESK),
    P + "change-detail": page(DESK, of="change"),
    P + "change-start": row(get=ASSIGNED, post=NO_PAGE, of="participant"),
    P + "change-begin": form(ASSIGNED, of={"ref": "participant", "code": "=CHG-NAME"}),
    P + "change-rewrite": form(ASSIGNED, of="change"),
    P + "change-submit": form(ASSIGNED, of="change"),
    P + "change-withdraw": form(ASSIGNED, of="change"),
    P + "change-comment": form(ASSIGNED, of="change"),
    P + "change-attach": form(ASSIGNED, of="change"),
    P + "change-evidence": page(DESK, of=FILE),
    P + "change-take": form(SUPERVISOR, of="change"),
    P + "change-return": form(SUPERVISOR, of="change"),
    P + "change-approve": form(SUPERVISOR, of="change"),
    P + "change-decline": form(SUPERVISOR, of="change"),
    P + "change-complete": form(SUPERVISOR, of="change"),
    P + "change-note": form(ASSIGNED, of="change"),
    P + "change-tick": form(ASSIGNED, of=STEP),
    P + "change-untick": form(ASSIGNED, of=STEP),
    "my-changes": page(MY_MEMBERS),
    "my-change-start": page(MY_MEMBERS),
    "my-change-begin": form(MY_MEMBERS, of={"code": "=CHG-NAME"}),
    "my-change-detail": row(get=MY_OWN, post=MY_METHOD, of="change"),
    "my-change-rewrite": form(MY_PEOPLE_EDIT, of="change"),
    "my-change-submit": form(MY_PEOPLE_EDIT, of="change"),
    "my-change-withdraw": form(MY_PEOPLE_EDIT, of="change"),
    "my-change-sign": form(MY_OWN, of="change"),
    "my-change-confirm": form(MY_OWN, of="change"),
    "my-change-comment": form(MY_OWN, of="change"),
    "my-change-attach": form(MY_OWN, of="change"),
    "my-change-evidence": row(get=MY_OWN, post=MY_METHOD, of=FILE),
    "my-acknowledgment": row(get=MY_OWN, post=MY_METHOD, of="acknowledgment"),
    "my-acknowledgment-sign": form(MY_OWN, of="acknowledgment"),
    "my-acknowledgment-refuse": form(MY_OWN, of="acknowledgment"),
    R + "changes-list": endpoint(get=MEMBERS, post=MEMBERS),
    R + "changes-detail": endpoint(get=API_OWN_ROW, patch=CHANGE_PEOPLE, of="change"),
    R + "changes-submit": endpoint(post=CHANGE_PEOPLE, of="change"),
    R + "changes-withdraw": endpoint(post=CHANGE_PEOPLE, of="change"),
    R + "changes-sign": endpoint(post=SIGNERS, of="change"),
    R + "changes-confirm": endpoint(post=SIGNERS, of="change"),
    R + "changes-comment": endpoint(post=CHANGE | OWN, of="change"),
    R + "changes-take": endpoint(post=SUPERVISE, of="change"),
    R + "changes-send-back": endpoint(post=SUPERVISE, of="change"),
    R + "changes-approve": endpoint(post=SUPERVISE, of="change"),
    R + "changes-decline": endpoint(post=SUPERVISE, of="change"),
    R + "changes-complete": endpoint(post=SUPERVISE, of="change"),
    R + "changes-note": endpoint(post=CHANGE, of="change"),
    R + "changes-tick": endpoint(post=CHANGE, of="change"),
    R + "changes-untick": endpoint(post=CHANGE, of="change"),
    R + "acknowledgments-list": endpoint(get=MEMBERS),
    R + "acknowledgments-detail": endpoint(get=API_OWN_ROW, of="acknowledgment"),
    R + "acknowledgments-sign": endpoint(post=SIGNERS, of="acknowledgment"),
    R + "acknowledgments-refuse": endpoint(post=SIGNERS, of="acknowledgment"),
    R + "bank-accounts-list": endpoint(get=MEMBERS),
    R + "bank-accounts-detail": endpoint(get=API_OWN_ROW, of="bank_account"),
}
