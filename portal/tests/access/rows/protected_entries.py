"""Protected comments, notes and fields of issues."""

from portal.tests.access.profiles import Row, button, form, page
from portal.tests.access.rows.issue_page import READERS, WORKERS
from portal.tests.access.rows.protection import RELEASES

N = "issues:"

ROWS: dict[str, Row] = {
    N + "protected-entries": page(READERS),
    N + "issue-protect": form(WORKERS, of={"ref": "spoken_issue", "of": "spoken_comment"}),
    **{N + f"protected-{step}": button(RELEASES, of="protected_entry") for step in ("release", "confirm", "keep")},
}
