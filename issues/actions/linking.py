"""Links between issues: the staff's own, also between issues of two participants."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.rows import lock_issue
from issues.choices import LinkKind
from issues.models import Issue, IssueLink
from issues.permissions.following import can_view_issue
from portal.audit import trail
from portal.lifecycle.refusals import Refused

NO_KIND: Final = "Choose how the two have to do with each other."
ITSELF: Final = "An issue has nothing to link to itself."
LINKED: Final = "The two are linked in this way already."


@transaction.atomic
def link_issues(*, issue: Issue, by: User, now: datetime, other: Issue, kind: str) -> IssueLink:
    """Write how an issue has to do with another; one that the person may not see is no issue at all."""
    issue = lock_issue(issue)
    permissions.can_work_on_issue(by, issue).enforce()
    can_view_issue(by, other).enforce()
    if kind not in LinkKind.values:
        raise Refused(NO_KIND)
    if other.pk == issue.pk:
        raise Refused(ITSELF)
    return write_link(issue, other, kind, by=by, now=now)


@transaction.atomic
def unlink_issues(*, link: IssueLink, by: User, now: datetime) -> Issue:
    """The two have nothing to do with each other after all."""
    issue = lock_issue(link.issue)
    permissions.can_work_on_issue(by, issue).enforce()
    can_view_issue(by, link.other).enforce()
    found = IssueLink.objects.select_for_update(of=("self",)).filter(pk=link.pk).first()
    if found is not None:
        changes = {found.get_kind_display(): [link.other.ref, ""]}
        found.delete()
        trail.record("issues.issue.unlinked", of=issue, by=by, at=now, changes=changes)
    return issue


def write_link(issue: Issue, other: Issue, kind: str, *, by: User, now: datetime) -> IssueLink:
    """Write a link that is permitted; either direction of the same kind counts as the same link."""
    ends = {issue.pk, other.pk}
    if IssueLink.objects.filter(issue__in=ends, other__in=ends, kind=kind).exists():
        raise Refused(LINKED)
    link = IssueLink(issue=issue, participant_id=issue.participant_id, kind=kind, other=other, by=by, at=now)
    link.save(force_insert=True)
    changes = {link.get_kind_display(): ["", other.ref]}
    trail.record("issues.issue.linked", of=issue, by=by, at=now, changes=changes)
    return link
