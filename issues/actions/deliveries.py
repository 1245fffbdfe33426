"""Answers whose mail did not arrive: the owner hears of it, and the issue's parts react (`What.NOT_DELIVERED`).

An issue that waits for the participant because of such an answer waits no longer: it is the operator's turn again.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from issues.actions.rows import lock_issue, move
from issues.choices import IssueState
from issues.models import Comment, Issue, Watcher
from issues.reactions import What, happened
from portal.audit import trail
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage

ANSWERS: Final = ("issues.issue.answered", "issues.issue.waiting", "issues.issue.resolved")
# A provider reports what comes back within days; of an older answer nobody waits for the mail any more.
COMES_BACK_WITHIN: Final = timedelta(days=3)
# Stands in the steps of the issue, which the participant reads.
NOT_READ: Final = "Our answer did not arrive."


def came_back(message: OutboundMessage, now: datetime) -> None:
    """One mail of an issue could not be delivered; only answers matter to the issue."""
    if message.kind in ANSWERS:
        not_delivered(ref=message.facts.get("comment", ""), now=now)


def address_failed(address: str, now: datetime) -> None:
    """A provider reports an address: the answers that went there lately did not arrive."""
    since = now - COMES_BACK_WITHIN
    followed = Watcher.objects.filter(Q(user__email__iexact=address) | Q(contact__email__iexact=address))
    recent = Issue.objects.filter(pk__in=followed.values("issue"), last_spoken_at__gte=since)
    sent = OutboundMessage.objects.filter(
        about_ref__in=list(recent.values_list("ref", flat=True)),
        kind__in=ANSWERS,
        address__iexact=address,
        state=MessageState.SENT,
        sent_at__gte=since,
    )
    for ref in dict.fromkeys(facts.get("comment", "") for facts in sent.values_list("facts", flat=True)):
        not_delivered(ref=ref, now=now)


@transaction.atomic
def not_delivered(*, ref: str, now: datetime) -> bool:
    """An answer did not reach somebody: recorded and told once for each answer; returns whether it was new.

    Called by the portal itself: by the outbox, or for a report of a mail server that came into the mailbox.
    """
    comment = Comment.objects.select_related("issue").filter(ref=ref).first()
    if comment is None:
        return False
    issue = lock_issue(comment.issue)
    comment = Comment.objects.lock(comment.pk)
    if not comment.apply(returned_at=comment.returned_at or now):
        return False
    waits_for_nothing = _waits_because_of(issue, comment)
    changes = {}
    if waits_for_nothing:
        changes = move(issue, IssueState.OPEN, by=None, now=now, reason=NOT_READ)
        changes.pop("ended_at", None)
    reason = NOT_READ if waits_for_nothing else ""
    trail.record("issues.issue.not_delivered", of=issue, by=None, at=now, changes=changes, reason=reason)
    happened(What.NOT_DELIVERED, issue, by=None, now=now, comment=comment)
    if waits_for_nothing:
        happened(What.RESUMED, issue, by=None, now=now)
    return True


def _waits_because_of(issue: Issue, comment: Comment) -> bool:
    """Whether the participant's turn rests on this answer; what was asked later, and arrived, still waits."""
    if issue.state != IssueState.WAITING:
        return False
    return comment.at >= issue.steps.order_by("-at", "-id").values_list("at", flat=True)[0]
