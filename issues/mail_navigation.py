"""The entry of incoming mail in the menu, and what an issue's page shows of mails that wait."""

from typing import Any

from django.http import HttpRequest

from issues import issue_reading
from issues.mail_lists import WAITING
from issues.models import Issue
from portal.web import navigation, panels


def register() -> None:
    issue_reading.along(WAITING)
    navigation.register(
        "desk",
        "incoming-mail",
        "Incoming mail",
        "mailbox",
        "issues:mail-list",
        visible=lambda user: user.can("issues.view"),
        order=55,
        section="Issue work",
        match=("issues:mail", "issues:mailbox"),
    )
    panels.register(
        "issue",
        "waiting-mails",
        template="issues/_waiting_mails.html",
        context=_waiting,
        visible=lambda user, of: user.can("issues.view"),
        place="aside",
        order=15,
    )


def _waiting(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    """Nothing at all where no mail waits."""
    mails = WAITING.read(issue)
    return {"mails": mails} if mails else None
