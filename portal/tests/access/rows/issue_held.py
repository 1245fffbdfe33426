"""Answers that wait for the mentor's release: the desk's own; who guides the author decides."""

from portal.tests.access.profiles import DESK, SIGNED_IN, SUPERVISOR, Row, endpoint, page, profile, row

N = "issues:"
A = "rest:held-answers-"
DENIED = {"specialist": "forbidden", "coordinator": "forbidden"}
READS = DESK | DENIED
# The walk's author is the manager: the supervisor decides, nobody releases an answer of one's own.
DECIDES = profile(participants="missing", staff="forbidden", supervisor="ok")
API_READS = profile(participants="missing", staff="ok", specialist="missing", coordinator="missing")
API_DECIDES = profile(
    participants="missing", staff="forbidden", supervisor="ok", specialist="missing", coordinator="missing"
)
API_OWN = API_DECIDES | {"supervisor": "forbidden", "manager": "ok"}

ROWS: dict[str, Row] = {
    N + "held-list": page(READS),
    N + "complex-categories": row(get=READS, post=SUPERVISOR),
    N + "held-detail": row(get=READS, post=DECIDES, of="held_answer"),
    N + "held-file": page(READS, of={"ref": "held_answer", "file": "held_file"}),
    A + "list": endpoint(get=SIGNED_IN),
    A + "detail": endpoint(get=API_READS, of="held_answer"),
    A + "release": endpoint(post=API_DECIDES, of="held_answer"),
    A + "send-back": endpoint(post=API_DECIDES, of="held_answer"),
    A + "withdraw": endpoint(post=API_OWN, of="held_answer"),
}
