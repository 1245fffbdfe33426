"""Disputes, ADR, the settlement calendar and MarkeTrak issues: at the desk, for participants, in the API."""

from portal.tests.access.profiles import (
    ASSIGNED,
    MEMBERS,
    MY_MEMBERS,
    SIGNED_IN,
    SUPERVISOR,
    Row,
    endpoint,
    form,
    page,
    profile,
    row,
)

D = "issues:dispute-"
M = "issues:marketrak-"
A = "rest:disputes-"
C = "rest:adr-cases-"
VIEW = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
WORKERS = profile(participants="missing", staff="forbidden", manager="ok", colleague="ok", supervisor="ok")
SUPERVISORS = SUPERVISOR
# Any user of Prairie Lantern who follows the inquiry, and its administrators.
MY_ROW = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
MY_METHOD = profile(participants="method", staff="missing", prospect="missing")
# In the API who does not read issues finds no row.
ROWS_OF_API = profile(
    participants="missing", staff="ok", specialist="missing", coordinator="missing", member="ok", org_admin="ok"
)
SPEAK = ROWS_OF_API | {"colleague": "forbidden", "auditor": "forbidden"}
RECORD = SPEAK | {"member": "forbidden", "org_admin": "forbidden"}


def own(of: str) -> Row:
    return row(get=MY_ROW, post=MY_METHOD, of=of)


ROWS: dict[str, Row] = {
    D + "list": page(VIEW),
    D + "window": page(VIEW),
    D + "rules": page(VIEW),
    D + "exception-add": form(SUPERVISORS),
    D + "rule-change": form(SUPERVISORS, of="dispute_rule"),
    D + "open": form(ASSIGNED, of="settlement_issue"),
    D + "file": page(VIEW, of="dispute_file"),
    D + "detail": page(VIEW, of="dispute"),
    D + "change": form(ASSIGNED, of="dispute"),
    D + "number": form(ASSIGNED, of="dispute"),
    D + "start": form(ASSIGNED, of="dispute"),
    D + "plan": form(ASSIGNED, of="dispute"),
    D + "close": form(ASSIGNED, of="dispute"),
    D + "refuse": form(ASSIGNED, of="dispute"),
    D + "withdraw": form(ASSIGNED, of="dispute"),
    D + "reject-resolution": form(ASSIGNED, of="dispute"),
    D + "adr": form(ASSIGNED, of="dispute"),
    "issues:adr-detail": page(VIEW, of="adr_case"),
    "issues:adr-step": form(ASSIGNED, of="adr_case"),
    "issues:adr-end": form(ASSIGNED, of="adr_case"),
    "issues:settlement-list": page(VIEW),
    "issues:settlement-import": form(WORKERS),
    "issues:settlement-template": page(VIEW),
    M + "benchmarks": page(VIEW),
    M + "benchmark-change": form(SUPERVISORS, of="marketrak_subtype"),
    M + "template": page(VIEW),
    M + "items": page(VIEW, of="retail_issue"),
    M + "import": form(ASSIGNED, of="retail_issue"),
    M + "root-cause": form(ASSIGNED, of="retail_issue"),
    "my-disputes": page(MY_MEMBERS),
    "my-dispute-window": page(MY_MEMBERS),
    "my-dispute-open": form(MY_ROW, of="settlement_issue"),
    "my-dispute-file": own("dispute_file"),
    "my-dispute": own("dispute"),
    "my-dispute-change": form(MY_ROW, of="dispute"),
    "my-dispute-number": form(MY_ROW, of="dispute"),
    "my-dispute-withdraw": form(MY_ROW, of="dispute"),
    "my-dispute-reject-resolution": form(MY_ROW, of="dispute"),
    "my-dispute-adr": form(MY_ROW, of="dispute"),
    "my-adr": own("adr_case"),
    "my-adr-request": form(MY_ROW, of="adr_case"),
    "my-marketrak-template": page(MY_MEMBERS),
    "my-marketrak": own("retail_issue"),
    "my-marketrak-import": form(MY_ROW, of="retail_issue"),
    A + "list": endpoint(get=MEMBERS, post=MEMBERS),
    A + "detail": endpoint(get=ROWS_OF_API, of="dispute"),
    A + "change": endpoint(post=SPEAK, of="dispute"),
    A + "record-number": endpoint(post=SPEAK, of="dispute"),
    A + "withdraw": endpoint(post=SPEAK, of="dispute"),
    A + "reject-resolution": endpoint(post=SPEAK, of="dispute"),
    A + "hand-over-to-adr": endpoint(post=SPEAK, of="dispute"),
    A + "start": endpoint(post=RECORD, of="dispute"),
    A + "plan": endpoint(post=RECORD, of="dispute"),
    A + "close": endpoint(post=RECORD, of="dispute"),
    A + "refuse": endpoint(post=RECORD, of="dispute"),
    C + "list": endpoint(get=MEMBERS),
    C + "detail": endpoint(get=ROWS_OF_API, of="adr_case"),
    C + "step-done": endpoint(post=SPEAK, of="adr_case"),
    C + "end": endpoint(post=RECORD, of="adr_case"),
    "rest:settlement-dates-list": endpoint(get=SIGNED_IN),
    "rest:settlement-dates-detail": endpoint(get=SIGNED_IN, of="settlement_date"),
    "rest:marketrak-issues-list": endpoint(get=MEMBERS),
    "rest:marketrak-issues-detail": endpoint(get=ROWS_OF_API, of="marketrak_item"),
}
