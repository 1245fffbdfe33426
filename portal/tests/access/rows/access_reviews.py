"""Access reviews: of a company's its administrators alone, at the desk whoever sees the company."""

from portal.tests.access.profiles import (
    DESK,
    MY_ADMIN,
    SIGNED_IN,
    Row,
    button,
    endpoint,
    form,
    page,
    profile,
    row,
)
from portal.tests.access.rows.api import CHANGE_PEOPLE

# Each administers the own company; the row is Prairie Lantern's.
OWN = profile(participants="missing", staff="missing", org_admin="ok")
WRITE_API = CHANGE_PEOPLE | {"member": "missing"}
READ_API = profile(participants="missing", staff="ok", org_admin="ok")
METHOD = profile(participants="method", staff="missing")

ROWS: dict[str, Row] = {
    "participants:access-review-list": page(DESK),
    "my-access-review": row(get=MY_ADMIN, post=METHOD),
    "my-access-review-open": row(get=METHOD, post=MY_ADMIN),
    "my-access-decision": button(OWN, of="access_review_line"),
    "my-access-attest": form(OWN, of="access_review"),
    "rest:access-reviews-list": endpoint(get=SIGNED_IN, post=SIGNED_IN),
    "rest:access-reviews-detail": endpoint(get=READ_API, of="access_review"),
    "rest:access-reviews-attest": endpoint(post=WRITE_API, of="access_review"),
    "rest:access-review-lines-list": endpoint(get=SIGNED_IN),
    "rest:access-review-lines-detail": endpoint(get=READ_API, of="access_review_line"),
    "rest:access-review-lines-decide": endpoint(post=WRITE_API, of="access_review_line"),
}
