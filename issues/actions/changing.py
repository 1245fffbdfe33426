"""Correcting what an issue says of itself, and handing it over."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.details import sound
from issues.actions.protecting import mark_fields
from issues.actions.releasing import require_silence
from issues.actions.rows import lock_issue
from issues.models import Category, Issue
from issues.reactions import What, happened
from participants.permissions.participants import can_view
from portal.audit import trail
from portal.lifecycle.refusals import Refused

ENDED: Final = "This issue is over."
UNABLE: Final = "Only active account managers and supervisors can own an issue."


@transaction.atomic
def change_issue(
    *, issue: Issue, by: User, now: datetime, title: str | None = None, category: Category | None = None, **facts: Any
) -> Issue:
    """Another title, category, severity or structured field; clocks follow the severity and the category."""
    issue = lock_issue(issue)
    permissions.can_work_on_issue(by, issue).enforce()
    _require_open(issue)
    wanted = category or issue.category
    if category is not None and category.pk != issue.category_id:
        facts.setdefault("subcategory", "")
    values = sound(issue.participant, wanted, facts, title)
    if values.get("title", issue.title) != issue.title:
        require_silence(issue, values["title"], but=issue.title)
    changes = issue.apply(category=wanted, area=wanted.area, **values)
    if changes:
        mark_fields(issue, wanted, now=now)
        trail.record("issues.issue.changed", of=issue, by=by, at=now, changes=changes)
        happened(What.CHANGED, issue, by=by, now=now, changes=changes)
    return issue


@transaction.atomic
def hand_over_issue(
    *, issue: Issue, by: User, now: datetime, owner: User, reason: str = "", in_bulk: bool = False
) -> Issue:
    """Somebody else owns the issue from now on, and hears of it; `in_bulk` the run tells of all of them at its end."""
    issue = lock_issue(issue)
    permissions.can_work_on_issue(by, issue).enforce()
    _require_open(issue)
    before = issue.owner
    if before is not None and before.pk == owner.pk:
        raise Refused(f"{owner.name} owns it already.")
    if not owner.is_active or not owner.can("issues.work"):
        raise Refused(UNABLE)
    if not can_view(owner, issue.participant):
        raise Refused(f"{owner.name} may not see this restricted participant.")
    issue.apply(owner=owner)
    changes = {"owner": [before.name if before else "", owner.name]}
    trail.record("issues.issue.handed_over", of=issue, by=by, at=now, changes=changes, reason=reason.strip())
    happened(What.HANDED_OVER, issue, by=by, now=now, before=before, in_bulk=in_bulk)
    return issue


def _require_open(issue: Issue) -> None:
    if not issue.is_open:
        raise Refused(ENDED)
