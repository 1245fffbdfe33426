"""The demo's rows of what is said in issues, under the names the access matrix calls them by."""

from datetime import datetime
from typing import Any

from accounts.models import User
from issues.actions.conversation import answer_issue
from issues.actions.saved_replies import add_reply
from issues.models import Dispatch, Issue, SavedReply


def conversation_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """An issue the account manager just answered, and two saved replies that everybody uses."""
    manager = people["manager"]
    issue = Issue.objects.still_open().filter(owner=manager).earliest("pk")
    comment = answer_issue(issue=issue, by=manager, now=now, text="Which of the two meters is it?")
    given = {"text": "Dear {{ person }}, see you. {{ me }}", "by": people["supervisor"], "now": now}
    return {
        "spoken_issue": issue,
        "spoken_comment": comment,
        "dispatch": Dispatch.objects.get(comment=comment),
        "saved_reply": SavedReply.objects.in_use().earliest("pk"),
        "saved_reply_too": add_reply(title="See you", **given),
    }
