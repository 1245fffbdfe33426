"""What is said in issues, for the walks over all addresses."""

from datetime import datetime
from types import SimpleNamespace

from issues.actions.conversation import answer_issue
from issues.actions.opening import open_issue
from issues.models import Comment, Dispatch, ProtectedEntry, SavedReply
from issues.tests.factories import CategoryFactory
from portal.scoping import wall


def furnish_conversation(*companies: SimpleNamespace, now: datetime) -> None:
    """Each company has an issue that its user asked and its account manager answered just now."""
    category = CategoryFactory()
    for rows in companies:
        name = rows.contact.name
        with wall.inside(rows.user.acting_for):
            rows.spoken_issue = open_issue(
                participant=rows.participant,
                category=category,
                title=f"Reads of {name} are missing",
                text=f"{name} asks for them.",
                by=rows.user,
                now=now,
                registration=rows.qse,
            )
        answer_issue(issue=rows.spoken_issue, by=rows.assignment.person, now=now, text=f"Which meter, {name}?")
        rows.dispatch = Dispatch.objects.get(issue=rows.spoken_issue)
        rows.spoken_comment = rows.dispatch.comment
        question = Comment.objects.filter(issue=rows.spoken_issue).earliest("at", "id")
        given = {"protection": "PI-MARKED", "because": f"{name} said so.", "set_at": now}
        rows.protected_entry = ProtectedEntry.objects.create(participant=rows.participant, comment=question, **given)


def replies() -> dict[str, SavedReply]:
    """Two saved replies that everybody uses."""
    return {
        "saved_reply": SavedReply.objects.create(title="We look into it", text="Dear {{ person }}, we do. {{ me }}"),
        "saved_reply_too": SavedReply.objects.create(title="Call the desk", text="Please call."),
    }
