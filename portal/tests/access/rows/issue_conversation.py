"""What is said in issues: taking an answer back, saved replies and macros, the release check."""

from portal.tests.access.profiles import SUPERVISOR, Row, button, page, profile

I = "issues:"  # noqa: E741 - the namespace

# Only whoever wrote the answer.
WRITER = profile(participants="missing", staff="forbidden", manager="ok")

ROWS: dict[str, Row] = {
    I + "override-list": page(SUPERVISOR),
    I + "answer-take-back": button(WRITER, of={"ref": "spoken_issue", "answer": "dispatch"}),
}
