"""The demo's issues that addresses name, under the names the access matrix calls them by."""

from datetime import datetime
from typing import Any, Final

from accounts.models import User
from issues.actions.conversation import note_issue, reply_to_issue
from issues.models import Comment, Issue, NoteFile
from portal.documents.tests.files import upload
from portal.testing import acting

TITLE: Final = "Charge for March 3 does not match our meter reads"


def issue_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """The analyst's question about a statement, with a file of each side."""
    issue = Issue.objects.get(title=TITLE)
    analyst = acting(User.objects.get(email="analyst@prairielantern.example"))
    reply_to_issue(issue=issue, by=analyst, now=now, text="Here they are.", files=[upload("raw reads.pdf")])
    note = note_issue(
        issue=issue, by=people["manager"], now=now, text="Sent on to metering.", files=[upload("trace.pdf")]
    )
    comment = Comment.objects.filter(issue=issue, files__isnull=False).latest("pk")
    attached = comment.files.select_related("document").get()
    return {
        "issue": issue,
        "issue_comment": comment,
        "issue_attached": attached,
        "issue_file": attached.document,
        "issue_note": note,
        "issue_note_file": NoteFile.objects.select_related("document").get(note=note).document,
    }
