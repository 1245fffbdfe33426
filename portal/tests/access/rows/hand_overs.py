"""Hand-overs and coverage: of a hand-over read who takes part in it, and whoever oversees all participants."""

from portal.tests.access.profiles import DESK, SIGNED_IN, Row, button, endpoint, form, page, profile

P = "participants:"
R = "rest:"
# The one of the world is the manager's; a supervisor prepared it, and the colleague takes over.
PART = profile(participants="missing", staff="missing", manager="ok", colleague="ok", auditor="ok", supervisor="ok")
CHANGES = PART | {"colleague": "forbidden", "auditor": "forbidden"}
DECIDES = PART | {"manager": "forbidden", "auditor": "forbidden"}
MOVES = PART | {"auditor": "forbidden"}
STANDS_BY = PART | {"manager": "forbidden", "colleague": "forbidden", "auditor": "forbidden"}
PREPARES = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
ROW_API = PART
GAPS = profile(participants="missing", staff="ok")
CREATES = profile(participants="forbidden", staff="forbidden", manager="ok", colleague="ok", supervisor="ok")

ROWS: dict[str, Row] = {
    P + "hand-over-list": page(DESK),
    P + "hand-over-prepare": form(PREPARES, of="person"),
    P + "hand-over-detail": page(PART, of="hand_over"),
    P + "hand-over-move": button(MOVES, of="hand_over"),
    P + "hand-over-note": form(CHANGES, of="hand_over_note"),
    P + "hand-over-date": form(DECIDES, of="hand_over_line"),
    P + "coverage-list": page(DESK),
    R + "hand-overs-list": endpoint(get=SIGNED_IN, post=CREATES),
    R + "hand-overs-detail": endpoint(get=ROW_API, of="hand_over"),
    R + "hand-overs-gather": endpoint(post=CHANGES, of="hand_over"),
    R + "hand-overs-call-off": endpoint(post=CHANGES, of="hand_over"),
    R + "hand-overs-stand-by": endpoint(post=STANDS_BY, of="hand_over"),
    R + "hand-overs-come-back": endpoint(post=CHANGES, of="hand_over"),
    R + "hand-overs-close": endpoint(post=DECIDES, of="hand_over"),
    R + "hand-overs-take-back": endpoint(post=STANDS_BY, of="hand_over"),
    R + "hand-over-notes-list": endpoint(get=SIGNED_IN),
    R + "hand-over-notes-detail": endpoint(get=ROW_API, patch=CHANGES, of="hand_over_note"),
    R + "hand-over-lines-list": endpoint(get=SIGNED_IN),
    R + "hand-over-lines-detail": endpoint(get=ROW_API, of="hand_over_line"),
    R + "hand-over-lines-keep-date": endpoint(post=DECIDES, of="hand_over_line"),
    R + "hand-over-lines-move-date": endpoint(post=DECIDES, of="hand_over_line"),
    R + "coverage-gaps-list": endpoint(get=SIGNED_IN),
    R + "coverage-gaps-detail": endpoint(get=GAPS, of="coverage_gap"),
}
