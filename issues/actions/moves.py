"""Moving an issue along: to take it up, to wait, to resolve, confirm, reopen, withdraw and close it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions import guiding
from issues.actions.dispatching import dispatch, require_no_answer_waits, standing
from issues.actions.families import require_children_ended
from issues.actions.holding import hold_back
from issues.actions.protecting import mark
from issues.actions.releasing import record_override, require_release, require_silence
from issues.actions.reopening import require_in_time
from issues.actions.rows import lock_issue, move
from issues.actions.speaking import hand_out, say, sound_text
from issues.choices import CauseCode, HeldMove, IssueState, Side
from issues.models import HeldAnswer, Issue
from issues.reactions import What, happened
from issues.release_check import Finding
from issues.rules.guidance import Said
from issues.rules.issue_moves import MOVES
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.documents.marking import Marking
from portal.documents.models import Document
from portal.lifecycle.refusals import IllegalMove, Refused
from portal.scoping import wall

NO_CAUSE: Final = "Choose what lay behind it."


@transaction.atomic
def take_up(*, issue: Issue, by: User, now: datetime) -> Issue:
    """Somebody begins to work on it, or goes on although the participant has not answered."""
    issue = _to_work_on(issue, by)
    if not issue.is_open:
        raise IllegalMove(issue.state, IssueState.OPEN)
    resumed = issue.state == IssueState.WAITING
    move(issue, IssueState.OPEN, by=by, now=now)
    trail.record("issues.issue.taken", of=issue, by=by, at=now)
    happened(What.RESUMED if resumed else What.TAKEN, issue, by=by, now=now)
    return issue


@transaction.atomic
def resolve_issue(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    resolution: str,
    cause: str,
    files: Iterable[Any] = (),
    override_reason: str = "",
    guidance: Iterable[Said] = (),
    marking: Marking | None = None,
) -> Issue | HeldAnswer:
    """The operator says what came of it and what lay behind it; the participant confirms or reopens.

    It is checked, may wait for the mentor's release, and may be taken back, as an answer.
    """
    issue = _to_work_on(issue, by)
    MOVES.require(issue.state, IssueState.RESOLVED)
    require_children_ended(issue, by)
    if cause not in CauseCode.values:
        raise Refused(NO_CAUSE)
    resolution = sound_text(resolution)
    files = list(files)
    findings = require_release(issue, resolution, files, reason=override_reason)
    guidance = list(guidance)
    weighed = guiding.weigh(resolution, guidance, now=now)
    given = {"cause": cause, "override_reason": override_reason, "files": files, "marking": marking}
    if held := hold_back(issue, resolution, by=by, now=now, move=HeldMove.RESOLVE, guidance=guidance, **given):
        return held
    return give_resolution(issue, resolution, by=by, now=now, findings=findings, weighed=weighed, **given)


def give_resolution(
    issue: Issue,
    resolution: str,
    *,
    by: User,
    now: datetime,
    cause: str,
    findings: list[Finding],
    weighed: list[guiding.Weighed],
    override_reason: str,
    files: Iterable[Any] = (),
    documents: Iterable[Document] = (),
    marking: Marking | None = None,
) -> Issue:
    """Say it, once it is permitted, checked and released; call it while holding the issue's lock."""
    before = standing(issue)
    comment = say(issue, resolution, side=Side.OPERATOR, by=by, now=now, files=files)
    mark(comment, marking, by=by, now=now)
    hand_out(comment, issue, documents)
    record_override(issue, comment, findings, by=by, now=now, reason=override_reason)
    guiding.record_answer(weighed, issue, comment, findings, by=by, now=now)
    changes = {"resolution": resolution, "cause": cause, "resolved_at": now, "resolved_by": by, "confirmed_at": None}
    move(issue, IssueState.RESOLVED, by=by, now=now, **changes)
    trail.record("issues.issue.resolved", of=issue, by=by, at=now, changes={"cause": ["", cause]})
    happened(What.RESOLVED, issue, by=by, now=now, comment=comment)
    dispatch(issue, comment, before, whats=[What.RESOLVED], by=by, now=now)
    return issue


@transaction.atomic
def confirm_issue(*, issue: Issue, by: User, now: datetime) -> Issue:
    """The participant agrees: the issue is closed."""
    permissions.can_reply(by, issue).enforce()
    issue = lock_issue(issue)
    with wall.as_operator("close an issue of the participant acted for"):
        _require_resolved(issue)
        require_children_ended(issue, by)
        move(issue, IssueState.CLOSED, by=by, now=now, confirmed_at=now)
    trail.record("issues.issue.confirmed", of=issue, by=by, at=now)
    happened(What.CONFIRMED, issue, by=by, now=now)
    happened(What.CLOSED, issue, by=by, now=now)
    return issue


@transaction.atomic
def reopen_issue(*, issue: Issue, by: User, now: datetime, reason: str) -> Issue:
    """It is not solved: the participant (or the staff) says why, and the issue is in progress again."""
    reason = require_reason(reason)
    if by.is_staff:
        issue = _to_work_on(issue, by)
        require_silence(issue, reason)
    else:
        permissions.can_reply(by, issue).enforce()
        issue = lock_issue(issue)
    with wall.as_operator("reopen an issue of the participant acted for"):
        side = Side.OPERATOR if by.is_staff else Side.PARTICIPANT
        _require_ended(issue)
        require_in_time(issue, now)
        move(issue, IssueState.OPEN, by=by, now=now, reopened=issue.reopened + 1, confirmed_at=None)
        comment = say(issue, reason, side=side, by=by, now=now)
    trail.record("issues.issue.reopened", of=issue, by=by, at=now)
    happened(What.REOPENED, issue, by=by, now=now, comment=comment)
    return issue


@transaction.atomic
def close_issue(*, issue: Issue, by: User | None, now: datetime, reason: str = "") -> Issue:
    """Closed without a word of the participant: by the staff, or by the portal itself after the time to object."""
    issue = lock_issue(issue) if by is None else _to_work_on(issue, by)
    _require_resolved(issue)
    if by is not None and reason.strip():
        require_silence(issue, reason)
    require_children_ended(issue, by)
    move(issue, IssueState.CLOSED, by=by, now=now, reason=reason)
    trail.record("issues.issue.closed", of=issue, by=by, at=now, reason=reason.strip())
    happened(What.CLOSED, issue, by=by, now=now)
    return issue


@transaction.atomic
def withdraw_issue(*, issue: Issue, by: User, now: datetime, reason: str) -> Issue:
    """Whoever asked no longer needs an answer."""
    reason = require_reason(reason)
    if by.is_staff:
        issue = _to_work_on(issue, by)
        require_silence(issue, reason)
    else:
        permissions.can_reply(by, issue).enforce()
        issue = lock_issue(issue)
        if not issue.is_open:
            require_no_answer_waits(issue, now)
    with wall.as_operator("withdraw an issue of the participant acted for"):
        MOVES.require(issue.state, IssueState.WITHDRAWN)
        require_children_ended(issue, by)
        move(issue, IssueState.WITHDRAWN, by=by, now=now, reason=reason)
    trail.record("issues.issue.withdrawn", of=issue, by=by, at=now, reason=reason)
    happened(What.WITHDRAWN, issue, by=by, now=now)
    return issue


def _to_work_on(issue: Issue, by: User) -> Issue:
    """Lock, then permit."""
    issue = lock_issue(issue)
    permissions.can_work_on_issue(by, issue).enforce()
    return issue


def _require_resolved(issue: Issue) -> None:
    if issue.state != IssueState.RESOLVED:
        raise Refused("Only a resolved issue can be closed.")


def _require_ended(issue: Issue) -> None:
    """From waiting nobody reopens: it is open, and taken up again."""
    if issue.state not in (IssueState.RESOLVED, IssueState.CLOSED):
        raise IllegalMove(issue.state, IssueState.OPEN)
