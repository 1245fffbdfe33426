"""Interactions, templates of letters, meetings and their invitations."""

from portal.tests.access.profiles import ADDERS, ASSIGNED, DESK, Row, form, page

P = "participants:"

ROWS: dict[str, Row] = {
    P + "interaction-list": page(DESK),
    P + "interaction-log": form(ADDERS),
    P + "interaction-people": page(DESK),
    P + "interaction-detail": page(DESK, of="interaction"),
    P + "interaction-change": form(ASSIGNED, of="interaction"),
    P + "interaction-strike": form(ASSIGNED, of="interaction"),
}
