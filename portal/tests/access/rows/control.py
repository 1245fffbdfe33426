"""The logs of control: for supervisors and auditors; supervisors mark openings."""

from portal.tests.access.profiles import OVERSIGHT, Row, button, page, profile

C = "control:"
# The opening of the world is hidden from whoever does not oversee.
MARKS = profile(participants="missing", staff="missing", auditor="forbidden", supervisor="ok")

ROWS: dict[str, Row] = {
    C + "opening-list": page(OVERSIGHT),
    C + "override-list": page(OVERSIGHT),
    C + "export-list": page(OVERSIGHT),
    "history:history-list": page(OVERSIGHT),
    C + "opening-review": button(MARKS, of="glass_break"),
}
