"""Equal treatment: whoever works on issues reads all of it, seniors and supervisors judge."""

from portal.tests.access.profiles import ADDERS, ASSIGNED, SUPERVISOR, Row, button, form, page, profile

N = "issues:"
READS = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")

ROWS: dict[str, Row] = {
    N + "guidance-list": page(READS),
    N + "guidance-detail": page(READS, of="guidance"),
    N + "guidance-add": form(ADDERS, of="participant"),
    N + "guidance-reviews": page(READS),
    N + "guidance-settle": form(SUPERVISOR, of="guidance_review"),
    N + "issue-guidance": button(ASSIGNED, of="spoken_issue"),
    N + "approved-list": page(READS),
    N + "approved-add": form(ADDERS),
    N + "approved-detail": page(READS, of="approved_answer"),
    N + "approved-wording": form(ADDERS, of="approved_answer"),
    N + "approved-approve": button(SUPERVISOR, of="approved_answer"),
    N + "approved-discard": form(ADDERS, of="approved_answer"),
    N + "approved-retire": form(SUPERVISOR, of="approved_answer"),
}
