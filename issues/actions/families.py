"""Issues beneath others: putting one there, and what ending the upper one asks."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.rows import lock_issue
from issues.models import Issue
from issues.rules import families
from issues.rules.issue_moves import STILL_OPEN
from participants.actions.locks import lock_participant
from portal.audit import trail
from portal.lifecycle.refusals import Refused

ANOTHER_PARTICIPANT: Final = "An issue stands beneath one of the same participant only; link the two instead."
ENDED: Final = "The upper issue is over; nothing can be put beneath it."
STILL_BENEATH: Final = "Issues beneath this one are still open: {refs}. Bring them to an end or take them out first."
SOME_BENEATH: Final = "Issues that belong to this one are still open; it ends with them."


@transaction.atomic
def set_parent(*, issue: Issue, by: User, now: datetime, parent: Issue | None) -> Issue:
    """Put an issue beneath another of the same participant, or (with none) take it out.

    The participant's lock keeps two puttings at once from making a circle of what each finds fitting.
    """
    lock_participant(issue.participant_id)
    issue, parent = lock_both(issue, parent)
    permissions.can_work_on_issue(by, issue).enforce()
    if parent is not None:
        _require_fit(issue, parent)
    before = Issue.objects.filter(pk=issue.parent_id).values_list("ref", flat=True).first() or ""
    if issue.parent_id == (parent.pk if parent else None):
        return issue
    issue.apply(parent_id=parent.pk if parent else None)
    changes = {"parent": [before, parent.ref if parent else ""]}
    trail.record("issues.issue.placed", of=issue, by=by, at=now, changes=changes)
    return issue


def require_children_ended(issue: Issue, by: Any) -> None:
    """Refused while issues beneath it are still open, naming those that the person may see. Call it holding the lock,
    outside the wall or as the operator."""
    still_open = Issue.objects.filter(parent=issue, state__in=STILL_OPEN).order_by("id")
    if not still_open.exists():
        return
    seen = still_open.visible_to(by).values_list("ref", flat=True) if by is not None and by.is_staff else []
    if not seen:
        raise Refused(SOME_BENEATH)
    raise Refused(STILL_BENEATH.format(refs=families.named(list(seen))))


def parents_of(participant_id: int) -> dict[int, int | None]:
    """Which issue of a participant stands beneath which; only those that stand beneath one."""
    rows = Issue.objects.filter(participant=participant_id, parent__isnull=False).order_by()
    return dict(rows.values_list("pk", "parent"))


def lock_both(issue: Issue, parent: Issue | None) -> tuple[Issue, Issue | None]:
    """Both, the older one first, so that two people who lock the same two wait for each other."""
    rows = sorted(filter(None, (issue, parent)), key=lambda row: row.pk)
    locked = {row.pk: lock_issue(row) for row in rows}
    return locked[issue.pk], locked[parent.pk] if parent is not None else None


def _require_fit(issue: Issue, parent: Issue) -> None:
    if parent.participant_id != issue.participant_id:
        raise Refused(ANOTHER_PARTICIPANT)
    if not parent.is_open:
        raise Refused(ENDED)
    why = families.objection(issue.pk, parent.pk, parents_of(issue.participant_id), parent_ref=parent.ref)
    if why:
        raise Refused(why)
