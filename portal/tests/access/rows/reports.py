"""Reports: each for those whom it names; participants read what is published for all of them."""

from portal.tests.access.profiles import DESK, MY_MEMBERS, SUPERVISOR, Row, page, profile, row

A = "accounts:"
SERVICE = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
# Prepared for the manager of the world, and scheduled by the same.
MINE = profile(participants="missing", staff="missing", manager="ok")
READS = profile(participants="missing", staff="missing", manager="ok", supervisor="ok", auditor="ok")
CHANGES = READS | {"auditor": "forbidden"}

ROWS: dict[str, Row] = {
    A + "report-list": page(DESK),
    A + "report-rules": row(get=DESK, post=SUPERVISOR),
    A + "market-figures": row(get=SUPERVISOR, post=SUPERVISOR),
    A + "report-detail": row(get=SERVICE, post=SERVICE, of={"key": "=monthly-service"}),
    A + "report-schedule-add": row(get=SERVICE, post=SERVICE, of={"key": "=monthly-service"}),
    A + "report-run": row(get=MINE, post=MINE, of="report_run"),
    A + "report-schedule": row(get=READS, post=CHANGES, of="report_schedule"),
    "my-market-figures": page(MY_MEMBERS),
}
