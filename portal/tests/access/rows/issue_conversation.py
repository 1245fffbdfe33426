"""What is said in issues: taking an answer back, saved replies and macros, the release check."""

from portal.tests.access.profiles import ASSIGNED, SIGNED_IN, SUPERVISOR, Row, endpoint, form, page, profile, row

I = "issues:"  # noqa: E741 - the namespace
R = "rest:saved-replies-"

# Only whoever wrote the answer.
READERS = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
WRITER = profile(participants="missing", staff="forbidden", manager="ok")
# Whoever reads issues learns that the method is wrong before anything is asked about the row.
NOT_THIS_WAY = profile(participants="missing", staff="method", specialist="forbidden", coordinator="forbidden")

# Whoever reads no issues finds none of these in the API.
FOUND = READERS | {"specialist": "missing", "coordinator": "missing"}

USE = {"issue": "spoken_issue", "ref": "saved_reply"}

ROWS: dict[str, Row] = {
    I + "reply-list": page(READERS),
    # Nobody here is in a team: only supervisors write for everybody.
    I + "reply-add": form(SUPERVISOR),
    I + "reply-change": form(SUPERVISOR, of="saved_reply"),
    I + "reply-end": row(get=NOT_THIS_WAY, post=SUPERVISOR, of="saved_reply_too"),
    I + "reply-choose": row(get=ASSIGNED, post=NOT_THIS_WAY, of={"issue": "spoken_issue"}),
    I + "reply-use": form(ASSIGNED, of=USE),
    R + "list": endpoint(get=SIGNED_IN),
    R + "detail": endpoint(get=FOUND, of="saved_reply"),
    R + "preview": endpoint(get=FOUND | {"auditor": "forbidden"}, of="saved_reply"),
    I + "override-list": page(SUPERVISOR),
    I + "answer-take-back": row(
        get=NOT_THIS_WAY | {"auditor": "forbidden"}, post=WRITER, of={"ref": "spoken_issue", "answer": "dispatch"}
    ),
}
