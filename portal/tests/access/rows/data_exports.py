"""Copies of a company's data: each person's own, which nobody else finds."""

from portal.tests.access.profiles import MY, Row, page, profile, row

OWN = profile(participants="missing", staff="missing", org_admin="ok")

METHOD = profile(participants="method", staff="missing")

ROWS: dict[str, Row] = {
    "my-data": page(MY),
    "my-data-ask": row(get=METHOD, post=MY),
    "my-data-file": row(get=METHOD, post=OWN, of="data_export"),
}
