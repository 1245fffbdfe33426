"""Reports: each for those whom it names; participants read what is published for all of them."""

from portal.tests.access.profiles import DESK, MY_MEMBERS, SIGNED_IN, SUPERVISOR, Row, endpoint, page, profile, row

A = "accounts:"
SERVICE = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
# Prepared for the manager of the world, and scheduled by the same.
MINE = profile(participants="missing", staff="missing", manager="ok")
READS = profile(participants="missing", staff="missing", manager="ok", supervisor="ok", auditor="ok")
# Which reports there are for somebody, the report says itself.
ASKS = profile(participants="forbidden", staff="ok")
CHANGES = READS | {"auditor": "forbidden"}

ROWS: dict[str, Row] = {
    A + "report-list": page(DESK),
    A + "report-rules": row(get=DESK, post=SUPERVISOR),
    A + "market-figures": row(get=SUPERVISOR, post=SUPERVISOR),
    A + "report-detail": row(get=SERVICE, post=SERVICE, of={"key": "=monthly-service"}),
    A + "report-schedule-add": row(get=SERVICE, post=SERVICE, of={"key": "=monthly-service"}),
    A + "report-run": row(get=MINE, post=MINE, of="report_run"),
    A + "report-schedule": row(get=READS, post=CHANGES, of="report_schedule"),
    "rest:report-runs-list": endpoint(get=SIGNED_IN, post=ASKS),
    "rest:report-runs-detail": endpoint(get=MINE, of="report_run"),
    "rest:report-runs-content": endpoint(get=MINE, of="report_run"),
    "rest:report-schedules-list": endpoint(get=SIGNED_IN, post=ASKS),
    "rest:report-schedules-detail": endpoint(get=READS, of="report_schedule"),
    "rest:report-schedules-pause": endpoint(post=CHANGES, of="report_schedule"),
    "rest:report-schedules-resume": endpoint(post=CHANGES, of="report_schedule"),
    "rest:report-schedules-end": endpoint(post=CHANGES, of="report_schedule"),
    "my-market-figures": page(MY_MEMBERS),
}
