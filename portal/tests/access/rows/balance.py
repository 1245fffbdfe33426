"""The balance of work: supervisors move it, nobody else looks at it."""

from portal.tests.access.profiles import SUPERVISOR, Row, button, form, page

N = "issues:"

ROWS: dict[str, Row] = {
    N + "balance": page(SUPERVISOR),
    N + "balance-unowned": page(SUPERVISOR),
    N + "balance-weights": form(SUPERVISOR),
    N + "balance-move": button(SUPERVISOR),
    N + "balance-person": page(SUPERVISOR, of="person"),
    N + "balance-cover": form(SUPERVISOR, of="person"),
}
