"""Issues of the world that the walks over all addresses happen among: one of each company, with what hangs on it."""

from datetime import datetime
from types import SimpleNamespace

from accounts.models import User
from issues.actions.conversation import note_issue
from issues.actions.opening import open_issue
from issues.models import Comment, NoteFile
from issues.tests.factories import CategoryFactory
from portal.documents.tests.files import upload
from portal.scoping import wall


def furnish_issues(*companies: SimpleNamespace, now: datetime, by: User) -> None:
    """Each company's user asks, with a file; the staff note something, with another."""
    category = CategoryFactory(asks=["operating_day", "statement_id"])
    for rows in companies:
        name = rows.contact.name
        with wall.inside(rows.user.acting_for):
            rows.issue = open_issue(
                participant=rows.participant,
                category=category,
                title=f"Question of {name}",
                text=f"Where are the reads of {name}?",
                by=rows.user,
                now=now,
                contact=rows.contact,
                registration=rows.qse,
                statement_id=f"ST-{rows.qse.short_name}",
                files=[upload(f"{name} reads.pdf")],
            )
        rows.issue_comment = Comment.objects.get(issue=rows.issue)
        rows.issue_attached = rows.issue_comment.files.select_related("document").get()
        rows.issue_file = rows.issue_attached.document
        rows.issue_note = note_issue(
            issue=rows.issue, by=by, now=now, text=f"{name} asks often", files=[upload(f"{name} trace.pdf")]
        )
        rows.issue_note_file = NoteFile.objects.select_related("document").get(note=rows.issue_note).document
        rows.issue_category = category
