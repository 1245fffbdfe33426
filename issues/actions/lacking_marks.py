"""A text to many issues that names a section on which something was said before: its author marks each by hand."""

from datetime import datetime
from typing import Final

from accounts.models import User
from issues.actions.guiding import Unweighed
from issues.models import Draft, Issue

NEEDED: Final = "{sections}: guidance was given before. The text waits as your draft; say how it stands and send it."
OWN_DRAFT: Final = "{sections}: guidance was given before. You have another draft here; answer on the issue itself."


def keep_for_mark(issue: Issue, text: str, lacking: Unweighed, *, kind: str, by: User, now: datetime) -> str:
    """Nothing left, and nothing is lost: the words become the author's draft. Returns what to do, in words.

    Call it in the transaction that marks the row of the run, once what the answer did was rolled back.
    """
    given = {"participant_id": issue.participant_id, "text": text, "saved_at": now}
    draft, made = Draft.objects.get_or_create(issue=issue, person=by, kind=kind, defaults=given)
    words = NEEDED if made or draft.text == text else OWN_DRAFT
    return words.format(sections=", ".join(one.words for one in lacking.sections[:6]))
