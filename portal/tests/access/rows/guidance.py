"""Equal treatment: whoever works on issues reads all of it, seniors and supervisors judge. Improvements: the desk's
and those of one's own department."""

from portal.tests.access.profiles import (
    ADDERS,
    ASSIGNED,
    DESK,
    SIGNED_IN,
    SUPERVISOR,
    Row,
    endpoint,
    form,
    page,
    profile,
    row,
)

N = "issues:"
READS = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
# Whoever reads issues learns that the method is wrong before anything is asked about the row.
NOT_THIS_WAY = profile(participants="missing", staff="method", specialist="forbidden", coordinator="forbidden")
# The walk's specialist answers for a department of the item, the coordinator for none of them.
SEES_IT = DESK | {"coordinator": "missing"}
METHOD = profile(participants="missing", staff="method", coordinator="missing")
OWNS = SUPERVISOR | {"coordinator": "missing"}
TALKS = SEES_IT | {"auditor": "forbidden"}
WORKS = ADDERS | {"coordinator": "missing"}
LINK = {"ref": "improvement", "link": "improvement_link"}

ROWS: dict[str, Row] = {
    N + "guidance-list": page(READS),
    N + "guidance-detail": page(READS, of="guidance"),
    N + "guidance-add": form(ADDERS, of="participant"),
    N + "guidance-reviews": page(READS),
    N + "guidance-settle": form(SUPERVISOR, of="guidance_review"),
    N + "issue-guidance": row(get=NOT_THIS_WAY, post=ASSIGNED, of="spoken_issue"),
    N + "approved-list": page(READS),
    N + "approved-add": form(ADDERS),
    N + "approved-detail": page(READS, of="approved_answer"),
    N + "approved-wording": form(ADDERS, of="approved_answer"),
    N + "approved-approve": row(get=NOT_THIS_WAY, post=SUPERVISOR, of="approved_answer"),
    N + "approved-discard": form(ADDERS, of="approved_answer"),
    N + "approved-retire": form(SUPERVISOR, of="approved_answer"),
    N + "improvement-board": page(DESK),
    N + "improvement-add": form(ADDERS),
    N + "improvement-from": form(ASSIGNED, of="spoken_issue"),
    N + "improvement-detail": page(SEES_IT, of="improvement"),
    N + "improvement-change": form(OWNS, of="improvement"),
    N + "improvement-note": form(TALKS, of="improvement"),
    N + "improvement-measure": form(OWNS, of="improvement"),
    N + "improvement-count": row(get=METHOD, post=OWNS, of="improvement"),
    N + "improvement-link": form(WORKS, of="improvement"),
    N + "improvement-unlink": row(
        get=METHOD | {"specialist": "forbidden", "auditor": "forbidden"},
        post=ASSIGNED | {"coordinator": "missing"},
        of=LINK,
    ),
    **{
        f"{N}improvement-{name}": form(OWNS, of="improvement")
        for name in ("accept", "begin", "measuring", "go-on", "close", "drop", "again")
    },
}

G, V, A, I = "rest:guidance-", "rest:guidance-reviews-", "rest:approved-answers-", "rest:improvements-"  # noqa: E741
# Whoever reads no issues finds none of these in the API.
NOWHERE = {"specialist": "missing", "coordinator": "missing"}
FOUND = DESK | NOWHERE
WRITES = profile(participants="forbidden", staff="forbidden", manager="ok", colleague="ok", supervisor="ok")
ROWS |= {
    G + "list": endpoint(get=SIGNED_IN, post=WRITES),
    G + "detail": endpoint(get=FOUND, of="guidance"),
    V + "list": endpoint(get=SIGNED_IN),
    V + "detail": endpoint(get=FOUND, of="guidance_review"),
    V + "settle": endpoint(post=SUPERVISOR | NOWHERE, of="guidance_review"),
    A + "list": endpoint(get=SIGNED_IN, post=WRITES),
    A + "detail": endpoint(get=FOUND, of="approved_answer"),
    **{f"{A}{name}": endpoint(post=ADDERS | NOWHERE, of="approved_answer") for name in ("redraft", "discard")},
    **{f"{A}{name}": endpoint(post=SUPERVISOR | NOWHERE, of="approved_answer") for name in ("approve", "retire")},
    I + "list": endpoint(get=SIGNED_IN, post=WRITES),
    I + "detail": endpoint(get=SEES_IT, of="improvement"),
    I + "note": endpoint(post=TALKS, of="improvement"),
    **{f"{I}{name}": endpoint(post=WORKS, of="improvement") for name in ("link", "unlink")},
    **{
        f"{I}{name}": endpoint(post=OWNS, of="improvement")
        for name in ("change", "measure", "count", "accept", "begin", "measure-effect", "go-on", "close", "drop")
    },
    I + "propose-again": endpoint(post=OWNS, of="improvement"),
}
