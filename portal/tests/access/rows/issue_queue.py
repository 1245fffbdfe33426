"""The queue of issues, what is done to many of them, saved views, columns and shortcuts."""

from portal.tests.access.profiles import DESK, Row, button, form, page, profile, row

A = "accounts:"
ISSUES = "issues:"
READERS = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
WORKERS = READERS | {"auditor": "forbidden"}
OWN_RUN = WORKERS | {"colleague": "missing", "supervisor": "missing"}  # the manager's
# Whoever works on issues learns that the method is wrong before anything is asked about the row.
NOT_THIS_WAY = WORKERS | dict.fromkeys(("manager", "colleague", "supervisor"), "method")
OWN_VIEW = profile(participants="missing", staff="missing", manager="ok")  # kept for oneself

ROWS: dict[str, Row] = {
    ISSUES + "issue-list": page(READERS),
    ISSUES + "issue-counts": page(READERS),
    ISSUES + "issue-filter": page(READERS),
    ISSUES + "issue-step": page(READERS),
    ISSUES + "bulk-list": page(WORKERS),
    ISSUES + "bulk-add": form(WORKERS),
    ISSUES + "bulk-detail": row(get=OWN_RUN, post=NOT_THIS_WAY, of="bulk_run"),
    ISSUES + "bulk-progress": row(get=OWN_RUN, post=NOT_THIS_WAY, of="bulk_run"),
    ISSUES + "bulk-undo": button(OWN_RUN, of="bulk_run"),
    A + "saved-view-bar": page(DESK),
    A + "saved-view-add": form(DESK),
    A + "saved-view-change": form(OWN_VIEW, of="saved_view"),
    A + "saved-view-drop": button(OWN_VIEW, of="saved_view"),
    A + "list-columns": button(DESK),
    A + "shortcuts": button(DESK),
}
