"""The demo's answers to release and topics, under the names the access matrix calls them by."""

from datetime import datetime
from typing import Any

from accounts.models import Expertise, SignOff, Topic, User
from issues.actions.conversation import answer_issue
from issues.models import HeldAnswer
from portal.documents.tests.files import upload


def held_rows(people: dict[str, User], now: datetime) -> dict[str, Any]:
    """The new colleague's returned answer, given anew with a file; who knows what."""
    returned = HeldAnswer.objects.settled().filter(state="returned").earliest("pk")
    text = "The window is ten days; please send these facts."
    held = answer_issue(issue=returned.issue, by=returned.author, now=now, text=text, files=[upload("facts.pdf")])
    return {
        "held_answer": held,
        "held_file": held.files.get(),
        "topic": Topic.objects.get(code="crr"),
        "expertise": Expertise.objects.earliest("pk"),
        "sign_off": SignOff.objects.earliest("pk"),
    }
