"""Who may raise, read, answer and work on issues."""

from collections.abc import Iterable
from typing import Any, Final

from issues.choices import Severity
from issues.duty import has_duty
from issues.models import Issue
from participants.models import Participant
from participants.permissions.answers import JOINED, NOT_FOUND, STAFF_ONLY, acts_for, holds
from participants.permissions.participants import can_edit, can_view
from portal.lifecycle.refusals import Allowed, Answer, Denied

NO_SUCH_ISSUE: Final = Denied("There is no such issue among those you may see.")
NOT_YOUR_ANSWER: Final = Denied("Only who wrote an answer can take it back.")
NOT_YOUR_ISSUE: Final = Denied("Only its owner, the people assigned to the participant and supervisors may do this.")


def can_view_issues(user: Any) -> Answer:
    return holds(user, "issues.view", "Your role does not read issues.")


def can_write_issues(user: Any) -> Answer:
    """Whether the person works on issues at all."""
    return holds(user, "issues.work", "Only account managers and supervisors work on issues.")


def can_raise(user: Any, participant: Participant) -> Answer:
    """Whether a participant's user may ask: anybody who acts for it, prospects as well."""
    if user.is_staff:
        return Denied("Take the issue down for the participant instead.")
    return Allowed() if acts_for(user, participant) else NOT_FOUND


def can_open_issue(user: Any, participant: Participant) -> Answer:
    """Whether the person may take an issue down for a participant: any account manager who may see it.

    Whoever is on duty takes the call; the issue goes to the participant's own account manager.
    """
    if not user.is_staff:
        return STAFF_ONLY
    if participant.joined_into_id is not None:
        return JOINED
    answer = can_write_issues(user)
    return can_view(user, participant) if answer else answer


def can_work_on_issue(user: Any, issue: Issue) -> Answer:
    """Whether the person may move an issue along: its owner, that colleague's stand-in, whoever may edit the
    participant, and whoever is on duty while it is critical. An issue that was read for this person's page
    (`issue_reading.for_page`) brings the facts along."""
    known = getattr(issue, "reader", None) == user.pk
    answer = can_edit(user, issue.participant, assigned=issue.assigned if known else None)
    if answer or not user.is_staff or issue.participant.joined_into_id is not None:
        return answer
    if not (writes := can_write_issues(user)):
        return writes
    seen = Issue.objects.visible_to(user).filter(pk=issue.pk)
    if issue.acted_on if known else seen.acted_on_by(user).exists():
        return Allowed()
    if issue.severity != Severity.CRITICAL or not issue.is_open:
        return NOT_YOUR_ISSUE
    on_duty = issue.on_duty if known else has_duty(user) and seen.exists()
    return Allowed() if on_duty else NOT_YOUR_ISSUE


def can_reply(user: Any, issue: Issue) -> Answer:
    """Whether a participant's user may speak in an issue: who may see it."""
    if user.is_staff:
        return Denied("Answer the participant instead.")
    return Allowed() if Issue.objects.visible_to(user).filter(pk=issue.pk).exists() else NO_SUCH_ISSUE


def workable(user: Any, issues: Iterable[Issue]) -> set[int]:
    """Keys of those a list may offer to move along: `can_work_on_issue` for many rows in a few statements."""
    wanted = [row.pk for row in issues]
    if not wanted or not can_write_issues(user):
        return set()
    if user.can("participants.edit_all"):
        return set(wanted)
    rows = Issue.objects.filter(pk__in=wanted).order_by()
    assigned = rows.filter(participant__in=Participant.objects.assigned_to(user))
    able = {*rows.acted_on_by(user).values_list("pk", flat=True), *assigned.values_list("pk", flat=True)}
    on_call = rows.still_open().visible_to(user).filter(severity=Severity.CRITICAL)
    return able | set(on_call.values_list("pk", flat=True)) if has_duty(user) else able
