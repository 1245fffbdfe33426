"""The balance of work: supervisors move it, nobody else looks at it."""

from portal.tests.access.profiles import SUPERVISOR, Row, button, endpoint, form, page, profile

N, R = "issues:", "rest:"
ASKS = profile(participants="forbidden", staff="forbidden", supervisor="ok")

ROWS: dict[str, Row] = {
    N + "balance": page(SUPERVISOR),
    N + "balance-unowned": page(SUPERVISOR),
    N + "balance-weights": form(SUPERVISOR),
    N + "balance-move": button(SUPERVISOR),
    N + "balance-person": page(SUPERVISOR, of="person"),
    N + "balance-cover": form(SUPERVISOR, of="person"),
    R + "balance-list": endpoint(get=ASKS),
    R + "balance-preview": endpoint(post=ASKS),
    R + "balance-move": endpoint(post=ASKS),
}
