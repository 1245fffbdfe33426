"""Equal treatment: whoever works on issues reads all of it, seniors and supervisors judge. Improvements: the desk's
and those of one's own department."""

from portal.tests.access.profiles import ADDERS, ASSIGNED, DESK, SUPERVISOR, Row, form, page, profile, row

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
    N + "improvement-unlink": row(get=METHOD, post=WORKS, of=LINK),
    **{
        f"{N}improvement-{name}": form(OWNS, of="improvement")
        for name in ("accept", "begin", "measuring", "go-on", "close", "drop", "again")
    },
}
