"""What happens to an issue's questions and escalations when something happens to the issue."""

from datetime import datetime
from typing import Any, Final

from issues.actions.escalation_sweep import escalate_reopening
from issues.actions.escalations import put_back_on_ladder, take_off_ladder
from issues.actions.referral_rows import ONE_OPEN, enter, locked
from issues.actions.referrals import take_back
from issues.choices import DeliveryState, EscalationEnding, ReferralState, SystemicState
from issues.models import Comment, Escalation, Issue, Merge, Referral, SystemicDelivery, SystemicMember
from issues.reactions import What, register
from issues.rules.escalating import REOPENED_LEVEL, reopening_escalates, reopening_occasion
from issues.rules.referral_moves import UNSETTLED
from portal.audit import trail

UNMERGED: Final = "The merging was undone."
UNSAID: Final = "Taken back by its author before it left."
# A resolved issue may be reopened at once, so departments go on until it is closed.
OVER: Final = {
    What.CLOSED: "The issue was closed.",
    What.WITHDRAWN: "The participant withdrew the issue.",
}


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    """Runs in the action's transaction under the issue's lock, as the operator."""
    if what in OVER:
        _settle(issue, OVER[what], solved=what == What.CLOSED, by=by, now=now)
    elif what == What.TAKEN_BACK:
        _forget(told["comment"], by=by, now=now)
    elif what == What.MERGED:
        _move_into(issue, told["into"], by=by, now=now)
    elif what == What.UNMERGED:
        _move_back(issue, by=by, now=now)
    elif what == What.REOPENED and reopening_escalates(issue.reopened):
        occasion = reopening_occasion(issue.ref, issue.reopened)
        escalate_reopening(issue, occasion=occasion, level=REOPENED_LEVEL, now=now)


def _settle(issue: Issue, reason: str, *, solved: bool, by: Any, now: datetime) -> None:
    """Nobody waits for a department any more, and nothing is escalated."""
    for row in Referral.objects.select_related("issue").filter(issue=issue, state__in=UNSETTLED).order_by("id"):
        take_back(locked(row), by=by, now=now, reason=reason)
    ending = EscalationEnding.SOLVED if solved else EscalationEnding.NOT_NEEDED
    _end_escalations(issue, reason, ending=ending, by=by, now=now)


def _forget(comment: Comment, *, by: Any, now: datetime) -> None:
    """An answer that was released waits to be released again; an update counts as not written."""
    for row in Referral.objects.select_related("issue").filter(released_in=comment):
        row = locked(row)
        enter(row, ReferralState.ANSWERED, by=by, now=now, reason=UNSAID, released_in=None, ended_at=None)
    SystemicDelivery.objects.filter(comment=comment).update(comment=None, state=DeliveryState.REFUSED, refusal=UNSAID)


def _move_into(issue: Issue, into: Issue, *, by: Any, now: datetime) -> None:
    """Questions go along where the department has none of the other issue; the merged one stands on no ladder."""
    asked = set(Referral.objects.still_open().filter(issue=into).values_list("department_id", flat=True))
    for row in Referral.objects.select_related("issue").filter(issue=issue, state__in=UNSETTLED).order_by("id"):
        row = locked(row)
        if row.is_open and row.department_id in asked:
            take_back(row, by=by, now=now, reason=ONE_OPEN)
            continue
        row.apply(issue=into, came_from=row.came_from or issue)
        trail.record("issues.referral.moved", of=row, by=by, at=now, changes={"issue": [issue.ref, into.ref]})
    words = f"The issue was merged into {into.ref}."
    _end_escalations(issue, words, ending=EscalationEnding.NOT_NEEDED, by=by, now=now)
    _take_out(issue, words, by=by, now=now)


def _move_back(issue: Issue, *, by: Any, now: datetime) -> None:
    """Questions that went along come back, settled ones as well; with them those of issues merged into this one.

    It stands on the ladder again where it stood, and belongs to the systemic issue that the merging took it out of.
    """
    sources = _merged_into(issue)
    rows = Referral.objects.select_related("issue").filter(came_from__in=sources).exclude(issue=issue)
    for row in rows.order_by("id"):
        row = locked(row)
        changes = {"issue": [row.issue.ref, issue.ref]}
        row.apply(issue=issue, came_from_id=row.came_from_id if row.came_from_id != issue.pk else None)
        trail.record("issues.referral.moved", of=row, by=by, at=now, changes=changes)
    merged = Merge.objects.filter(issue=issue).order_by("-at", "-id").first()
    if merged is not None:
        _return_escalations(issue, merged, by=by, now=now)
        _join_again(issue, merged, by=by, now=now)


def _return_escalations(issue: Issue, merged: Merge, *, by: Any, now: datetime) -> None:
    """Those that the merging ended; nothing else ends one as not needed while an issue is open."""
    ended = Escalation.objects.filter(issue=issue, ended_at=merged.at, ending=EscalationEnding.NOT_NEEDED)
    rows = ended.order_by("id").select_for_update(of=("self",))
    for row in rows.select_related("issue__participant", "participant", "referral"):
        put_back_on_ladder(row, by=by, now=now)


def _take_out(issue: Issue, reason: str, *, by: Any, now: datetime) -> None:
    for member in SystemicMember.objects.joined().filter(issue=issue).select_related("systemic"):
        member.apply(left_at=now)
        told = {"systemic issue": [member.systemic.ref, ""]}
        trail.record("issues.systemicissue.left", of=issue, by=by, at=now, changes=told, reason=reason)


def _join_again(issue: Issue, merged: Merge, *, by: Any, now: datetime) -> None:
    """Not to a cause that was closed meanwhile."""
    left = SystemicMember.objects.filter(issue=issue, left_at=merged.at, systemic__state=SystemicState.OPEN)
    for member in left.select_related("systemic"):
        member.apply(left_at=None)
        told = {"systemic issue": ["", member.systemic.ref]}
        trail.record("issues.systemicissue.joined", of=issue, by=by, at=now, changes=told, reason=UNMERGED)


def _merged_into(issue: Issue) -> set[int]:
    """The issue and all that go on in it, however often they were merged."""
    found, new = {issue.pk}, {issue.pk}
    while new:
        new = set(Issue.objects.filter(merged_into__in=new).values_list("pk", flat=True)) - found
        found |= new
    return found


def _end_escalations(issue: Issue, outcome: str, *, ending: str, by: Any, now: datetime) -> None:
    rows = Escalation.objects.still_open().filter(issue=issue).order_by("id")
    for row in rows.select_for_update(of=("self",)).select_related("issue", "participant", "referral"):
        take_off_ladder(row, ending=ending, outcome=outcome, by=by, now=now)


def attach() -> None:
    """Called when the app is ready."""
    register(react)
