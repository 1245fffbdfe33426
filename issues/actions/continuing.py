"""A matter that is over and comes up again: a new issue that follows the closed one."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.details import FACTS
from issues.actions.opening import open_issue
from issues.actions.rows import lock_issue
from issues.choices import Channel, IssueState
from issues.models import Category, Issue
from issues.permissions.following import can_view_issue
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

STILL_OPEN: Final = "This issue is still open: write there."
GOES_ON: Final = "This issue was merged and goes on in another: write there."
KEPT: Final = tuple(name for name in FACTS if name not in ("severity", "impact", "urgency"))
AGAIN: Final = "Follow-up: {title}"


@transaction.atomic
def follow_up_issue(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    text: str,
    title: str = "",
    category: Category | None = None,
    channel: str = "",
    files: Any = (),
) -> Issue:
    """A new issue that follows one that is over, with the same facts; the old one stays as it is.

    For participants' users who see the closed one, and for the staff who take issues down.
    """
    can_view_issue(by, issue).enforce()
    issue = lock_issue(issue)
    if issue.is_open:
        raise Refused(STILL_OPEN)
    if issue.state == IssueState.MERGED:
        raise Refused(GOES_ON)
    category = category or issue.category
    facts = {name: getattr(issue, name) for name in KEPT}
    if category.pk != issue.category_id:
        facts.pop("subcategory")
    new = open_issue(
        participant=issue.participant,
        category=category,
        title=title.strip() or AGAIN.format(title=issue.title)[: Issue._meta.get_field("title").max_length],
        text=text,
        by=by,
        now=now,
        channel=channel or (Channel.PHONE if by.is_staff else Channel.PORTAL),
        contact=issue.contact if by.is_staff else None,
        files=files,
        **facts,
    )
    with wall.as_operator("write which issue of the participant acted for a new one follows"):
        new.apply(follows=issue)
    trail.record("issues.issue.continued", of=new, by=by, at=now, changes={"follows": ["", issue.ref]})
    return new


def may_continue(user: Any, issue: Issue) -> Any:
    """Whether the person may open a follow-up; asked by pages and the API before the input is looked at."""
    if user.is_staff:
        return permissions.can_open_issue(user, issue.participant)
    return can_view_issue(user, issue)
