"""Panels about issues: on the issue's own page, on a participant's page, and on one's own first page."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest

from issues import permissions
from issues.issue_facts import numbers_of
from issues.issue_lists import YOUR_TURN
from issues.models import CommentFile, Issue, NoteFile
from participants.models import Participant
from portal.scoping.prepared import PreparedFor
from portal.web import panels

SHOWN: Final = 5
MOST_FILES: Final = 60
FILE: Final = ("document__ref", "document__name", "document__size", "document__uploaded_at", "document__inner")


def people_of(request: HttpRequest, issue: Any) -> dict[str, Any]:
    """Who asked, for whom, how one knew who it was, and who looks after the company."""
    verification = getattr(issue, "verification", None)
    return {"verification": verification, "looked_after_by": getattr(issue, "looked_after_by", [])}


def numbers(request: HttpRequest, issue: Any) -> dict[str, Any] | None:
    found = numbers_of(issue)
    return {"numbers": found} if found else None


def files_of(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """All attachments, both kinds in one statement, the latest first."""
    names = [name.removeprefix("document__") for name in FILE]
    return {"files": [dict(zip(names, row, strict=True)) for row in FILES.rows(request.user, issue=issue.pk)]}


def _files(user: Any, issue: Any) -> QuerySet:
    public = CommentFile.objects.visible_to(user).filter(comment__issue=issue).order_by().values_list(*FILE)
    inner = NoteFile.objects.visible_to(user).filter(note__issue=issue).order_by().values_list(*FILE)
    return public.union(inner, all=True).order_by("-document__uploaded_at")[:MOST_FILES]


FILES: Final = PreparedFor(_files)


def of_participant(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """What is open, the most severe and oldest first."""
    may_add = permissions.can_write_issues(request.user) and participant.joined_into_id is None
    return {"issues": OPEN_OF.rows(request.user, participant=participant.pk), "may_add": may_add}


def _open_of(user: Any, participant: Any) -> QuerySet:
    rows = Issue.objects.visible_to(user).of(participant).still_open().select_related("owner")
    return rows.order_by("severity", "opened_at", "id")[:SHOWN]


OPEN_OF: Final = PreparedFor(_open_of)


def of_ones_own(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """What is open, first what waits for oneself."""
    return {"issues": sorted(NEWEST.rows(request.user), key=lambda row: row.state not in YOUR_TURN)}


def _newest(user: Any) -> QuerySet[Issue]:
    rows = Issue.objects.visible_to(user).filter(state__in=[*YOUR_TURN, "new", "open"])
    return rows.order_by("-opened_at", "-id")[:SHOWN]


NEWEST: Final = PreparedFor(_newest)


def register() -> None:
    aside = {"place": "aside"}
    panels.register("issue", "people", template="issues/_people.html", context=people_of, order=20, **aside)
    panels.register("issue", "numbers", template="issues/_numbers.html", context=numbers, order=30, **aside)
    panels.register("issue", "files", template="issues/_all_files.html", context=files_of, order=40, **aside)
    panels.register(
        "participant",
        "issues",
        template="issues/_participant_issues.html",
        context=of_participant,
        visible=lambda user, of: user.can("issues.view"),
        order=20,
    )
    panels.register("my-home", "issues", template="issues/_my_home.html", context=of_ones_own, order=20)
