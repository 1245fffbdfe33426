"""Two issues that are one matter: one goes on in the other, and can be taken out again."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.families import lock_both, parents_of
from issues.actions.merge_rows import carry_over, give_back
from issues.actions.releasing import require_silence
from issues.actions.rows import lock_issue, move
from issues.actions.speaking import say
from issues.choices import IssueState, Side
from issues.models import Dispute, Issue, Merge
from issues.permissions.following import can_view_issue, may_follow
from issues.reactions import What, happened
from issues.rules import families
from participants.actions.locks import lock_participant
from participants.actions.shape import require_shape
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

ITSELF: Final = "An issue cannot be merged into itself."
ANOTHER_PARTICIPANT: Final = "Only issues of the same participant can be merged; link the two instead."
TARGET_OVER: Final = "{ref} is over. Merge into an issue that is still open."
BENEATH: Final = "{ref} stands beneath this issue. Take it out first, or merge the other way round."
REPORTER_OUT: Final = "Whoever raised this issue may not see {ref}, which concerns another registration. Link the two."
NOT_FILED: Final = (
    "A dispute of this issue is not filed yet, and its window runs on. Merge the other way round, or record the "
    "operator's number first."
)
NOT_MERGED: Final = "This issue is not merged."
GOES_ON: Final = "This issue goes on in {ref}."
CAME_IN: Final = "{ref} was merged into this issue and goes on here."
TAKEN_OUT: Final = "{ref} was taken out again and goes on by itself."
BY_ITSELF: Final = "This issue goes on by itself again, no longer in {ref}."


@transaction.atomic
def merge_issues(*, issue: Issue, by: User, now: datetime, into: Issue, reason: str = "") -> Merge:
    """An issue goes on in another of the same participant: followers, numbers and replies go there.

    Its comments stay where they are; both sides say so. What moved is written down, so that it can be undone.
    """
    lock_participant(issue.participant_id)
    issue, into = lock_both(issue, into)
    permissions.can_work_on_issue(by, issue).enforce()
    can_view_issue(by, into).enforce()
    permissions.can_work_on_issue(by, into).enforce()
    _require_fit(issue, into, now)
    _require_silence(issue, reason)
    record = Merge(
        issue=issue,
        participant_id=issue.participant_id,
        into=into,
        state_before=issue.state,
        reason=reason.strip(),
        by=by,
        at=now,
    )
    require_shape(record, "reason")
    say(issue, GOES_ON.format(ref=into.ref), side=Side.OPERATOR, by=by, now=now, automatic=True)
    move(issue, IssueState.MERGED, by=by, now=now, reason=reason, merged_into=into)
    say(into, CAME_IN.format(ref=issue.ref), side=Side.OPERATOR, by=by, now=now, automatic=True)
    carry_over(record, now=now)
    record.save(force_insert=True)
    changes = {"merged into": ["", into.ref]}
    trail.record("issues.issue.merged", of=issue, by=by, at=now, changes=changes, reason=reason.strip())
    trail.record("issues.issue.took_in", of=into, by=by, at=now, changes={"merged": ["", issue.ref]})
    happened(What.MERGED, issue, by=by, now=now, into=into)
    return record


@transaction.atomic
def unmerge_issue(*, issue: Issue, by: User, now: datetime, reason: str = "") -> Issue:
    """It was another matter after all: as it was before, with what had moved. What was said since stays where it is."""
    permissions.can_work_on_issue(by, issue).enforce()
    lock_participant(issue.participant_id)
    record = Merge.objects.filter(issue=issue, undone_at=None).select_related("into").first()
    if record is None:
        raise Refused(NOT_MERGED)
    issue, into = lock_both(issue, record.into)
    permissions.can_work_on_issue(by, issue).enforce()
    record = Merge.objects.lock(record.pk)
    if record.undone_at is not None:
        raise Refused(NOT_MERGED)
    _require_silence(issue, reason)
    give_back(record, now=now)
    move(issue, record.state_before, by=by, now=now, reason=reason, merged_into=None)
    record.apply(undone_at=now, undone_by=by)
    say(issue, BY_ITSELF.format(ref=into.ref), side=Side.OPERATOR, by=by, now=now, automatic=True)
    say(into, TAKEN_OUT.format(ref=issue.ref), side=Side.OPERATOR, by=by, now=now, automatic=True)
    changes = {"merged into": [into.ref, ""]}
    trail.record("issues.issue.unmerged", of=issue, by=by, at=now, changes=changes, reason=reason.strip())
    happened(What.UNMERGED, issue, by=by, now=now, was_into=into)
    return issue


def target_of(issue: Issue) -> Issue:
    """Where an issue goes on: itself, or what it was merged into, however often. Reads as the operator."""
    with wall.as_operator("find where a merged issue of the participant acted for goes on"):
        seen = {issue.pk}
        while issue.state == IssueState.MERGED and issue.merged_into_id not in seen:
            seen.add(issue.merged_into_id)
            issue = Issue.objects.select_related("participant", "category").get(pk=issue.merged_into_id)
    return issue


def lock_where_it_goes_on(issue: Issue, by: Any) -> Issue:
    """The locked issue, or the locked one that it was merged into; refused where the person may not see that one."""
    row = issue
    while True:
        # Only the end of the chain is locked: whoever merges or takes out holds the others in an order of its own.
        target = target_of(row)
        if target.pk != issue.pk:
            can_view_issue(by, target).enforce()
        row = lock_issue(target)
        if row.state != IssueState.MERGED:
            return row


def _require_silence(issue: Issue, reason: str) -> None:
    """The participant reads the reason, as that of closing and reopening."""
    if reason.strip():
        require_silence(issue, reason)


def _require_fit(issue: Issue, into: Issue, now: datetime) -> None:
    if issue.pk == into.pk:
        raise Refused(ITSELF)
    if issue.participant_id != into.participant_id:
        raise Refused(ANOTHER_PARTICIPANT)
    if not into.is_open:
        raise Refused(TARGET_OVER.format(ref=into.ref))
    if Dispute.objects.not_filed().filter(issue=issue).exists():
        raise Refused(NOT_FILED)
    parents = parents_of(issue.participant_id)
    if issue.pk in families.chain(into.pk, parents):
        raise Refused(BENEATH.format(ref=into.ref))
    for child in (key for key, above in parents.items() if above == issue.pk):
        if why := families.objection(child, into.pk, parents, parent_ref=into.ref):
            raise Refused(why)
    if issue.reporter is not None and not may_follow(issue.reporter, into, now):
        gone = not may_follow(issue.reporter, issue, now)
        if not gone:
            raise Refused(REPORTER_OUT.format(ref=into.ref))
