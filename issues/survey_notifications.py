"""What people are told about closing: the survey, a poor answer to it, and that an issue closes by itself soon."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import User
from issues.actions.surveying import ASKED, BY_LINK, POOR
from issues.models import Issue, Survey
from issues.permissions.following import may_follow
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import Severity

FOLDER: Final = "outbox/issues"
ASKER: Final = "asker"
CLOSING: Final = "issues.issue.closing"


def register() -> None:
    """Called when the app is ready."""
    subjects.register("issues.survey", surveys)
    kinds.register(ASKED, label="How did we do?", audience="participant", template=f"{FOLDER}/survey_asked")
    kinds.register(BY_LINK, label="How did we do?", audience="participant", optional=False, sealed=True)
    kinds.register(POOR, label="A poor mark for an issue", audience="staff", template=f"{FOLDER}/survey_poor")
    kinds.register(
        CLOSING, label="Your issue closes soon", severity=Severity.NORMAL, audience="participant",
        template=f"{FOLDER}/issue_closing",
    )  # fmt: skip
    audiences.register("issues.issue", people_for, words=(ASKER,))


def surveys(user: Any) -> QuerySet[Survey]:
    """A participant's user reads only what the wall shows of a survey; nothing of it tells of the issue."""
    rows = Survey.objects.visible_to(user)
    return rows.select_related("issue") if user.is_staff else rows.shown()


def people_for(audience: str, refs: Iterable[str], now: datetime) -> dict[str, list[User]]:
    """Whoever raised an issue, or had it raised, while that person may see it."""
    if audience != ASKER:
        raise KeyError(audience)
    rows = Issue.objects.filter(ref__in=set(refs)).select_related("reporter", "contact__user", "participant")
    found = {}
    for row in rows:
        person = row.reporter or (row.contact.user if row.contact is not None else None)
        found[row.ref] = [person] if person is not None and may_follow(person, row, now) else []
    return found
