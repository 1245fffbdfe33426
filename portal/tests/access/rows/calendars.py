"""Calendars: all of the desk looks, supervisors change."""

from portal.tests.access.profiles import DESK, SUPERVISOR, Row, button, form, page

C = "calendars:"
ERCOT = {"code": "=ercot-business"}

ROWS: dict[str, Row] = {
    C + "calendar-list": page(DESK),
    C + "calendar-detail": page(DESK, of=ERCOT),
    C + "calendar-runs": page(DESK, of=ERCOT),
    C + "calendar-change": form(SUPERVISOR, of=ERCOT),
    C + "calendar-add-holiday": form(SUPERVISOR, of=ERCOT),
    C + "calendar-publish": button(SUPERVISOR, of=ERCOT),
}
