"""Calls to operations desks about real-time matters, written down afterwards."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from accounts.models import Department, User
from issues import permissions
from issues.actions.conversation import note_issue
from issues.actions.rows import lock_issue
from issues.choices import NoteKind
from issues.models import DeskCall, Issue
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused

FURTHEST_BACK: Final = timedelta(days=30)
NOBODY: Final = "Say whom you spoke with."
WHEN: Final = "Say when the call was: within the last 30 days."


@transaction.atomic
def log_desk_call(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    department: Department,
    spoke_with: str,
    text: str,
    called_at: datetime | None = None,
) -> DeskCall:
    """That the desk was called, with whom and what was said: a note among the staff. The desk may be asked from now."""
    issue = lock_issue(issue)
    permissions.can_refer(by, issue).enforce()
    called_at, spoke_with = called_at or now, tidy(spoke_with)
    if not spoke_with:
        raise Refused(NOBODY)
    if not now - FURTHEST_BACK <= called_at <= now:
        raise Refused(WHEN)
    require_shape(DeskCall(spoke_with=spoke_with), "spoke_with")
    said = f"Called the desk of {department.name}, spoke with {spoke_with}.\n\n{text.strip()}"
    note = note_issue(issue=issue, by=by, now=now, text=said, kind=NoteKind.CALL)
    call = DeskCall(
        issue=issue,
        participant_id=issue.participant_id,
        department=department,
        called_at=called_at,
        spoke_with=spoke_with,
        by=by,
        note=note,
    )
    call.save(force_insert=True)
    trail.record("issues.deskcall.logged", of=call, by=by, at=now, changes={"department": ["", department.code]})
    return call
