"""A filed dispute along the operator's own statuses: opened, closed with a resolution, rejected, withdrawn."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.dispute_rows import (
    add_dispute_step,
    lock_dispute,
    move_dispute,
    require_amounts,
    require_discreet,
    require_past,
)
from issues.actions.dispute_windows import end_countdown, look_again
from issues.actions.disputes import require_active
from issues.actions.speaking import sound_text
from issues.choices import DisputeResolution, DisputeStatus
from issues.dispute_news import tell_dispute
from issues.models import Dispute
from issues.rules.issue_moves import ENDED
from participants.actions.shape import require_reason
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

NOT_FILED: Final = "It is not filed: record the operator's number first."
NO_RESOLUTION: Final = "Choose the resolution."
NOTHING_AWARDED: Final = "A denied dispute awards nothing."
ONLY_EXCEPTIONS: Final = "Only a resolution granted with exceptions can be rejected; of a denied one the way is ADR."
REOPENED_BY_REJECTION: Final = "Only a rejected resolution opens a closed dispute again."
CREATED_AFTER: Final = "The resolution is before the day on which the dispute was filed."


@transaction.atomic
def start_dispute(
    *, dispute: Dispute, by: User, now: datetime, due_on: date | None = None, planned_on: date | None = None
) -> Dispute:
    """The operator investigates: Not Started becomes Open, with the dates it names."""
    dispute = _to_work_on(dispute, by)
    if not dispute.is_filed:
        raise Refused(NOT_FILED)
    if dispute.status == DisputeStatus.CLOSED:
        raise Refused(REOPENED_BY_REJECTION)
    changes = move_dispute(
        dispute,
        DisputeStatus.OPEN,
        what="Investigation opened",
        by=by,
        now=now,
        due_on=due_on or dispute.due_on,
        planned_on=planned_on,
    )
    return _recorded("opened", dispute, changes, by=by, now=now)


@transaction.atomic
def plan_dispute(*, dispute: Dispute, by: User, now: datetime, due_on: date | None, planned_on: date | None) -> Dispute:
    """The operator's dates while it is in work: until when it is due, and when a resolution is planned."""
    dispute = _to_work_on(dispute, by)
    require_active(dispute)
    if not dispute.is_filed:
        raise Refused(NOT_FILED)
    if dispute.status == DisputeStatus.CLOSED:
        raise Refused("This dispute is closed.")
    changes = dispute.apply(due_on=due_on, planned_on=planned_on)
    if changes:
        dispute.apply(changed_at=now)
        add_dispute_step(dispute, what="Dates changed", by=by, now=now)
        trail.record("issues.dispute.planned", of=dispute, by=by, at=now, changes=changes)
        tell_dispute("planned", dispute, by=by, now=now)
    return dispute


@transaction.atomic
def close_dispute(
    *,
    dispute: Dispute,
    by: User,
    now: datetime,
    resolution: str,
    text: str,
    resolved_on: date,
    resolution_amount: Decimal | None = None,
    awarded_amount: Decimal | None = None,
) -> Dispute:
    """The operator's resolution with its reasons and amounts. Others' protected data do not belong into the reasons."""
    dispute = _to_work_on(dispute, by)
    if resolution not in DisputeResolution.values:
        raise Refused(NO_RESOLUTION)
    text = sound_text(text)
    require_past(resolved_on, now)
    if dispute.filed_on is not None and resolved_on < dispute.filed_on:
        raise Refused(CREATED_AFTER)
    require_amounts(resolution_amount, awarded_amount)
    if resolution == DisputeResolution.DENIED and awarded_amount:
        raise Refused(NOTHING_AWARDED)
    require_discreet(dispute, text, by)
    changes = move_dispute(
        dispute,
        DisputeStatus.CLOSED,
        what=f"Closed: {DisputeResolution(resolution).label}",
        by=by,
        now=now,
        reason=_amount_words(resolution_amount, awarded_amount),
        resolution=resolution,
        resolution_text=text,
        resolved_on=resolved_on,
        closed_on=resolved_on,
        resolution_amount=resolution_amount,
        awarded_amount=awarded_amount,
    )
    changes.pop("resolution_text", None)
    return _recorded("closed", dispute, changes, by=by, now=now)


@transaction.atomic
def refuse_dispute(*, dispute: Dispute, by: User, now: datetime, reason: str) -> Dispute:
    """The operator rejected the filing itself (too late, incomplete): nothing was investigated to an end."""
    reason = require_reason(reason)
    dispute = _to_work_on(dispute, by)
    if not dispute.is_filed:
        raise Refused(NOT_FILED)
    require_discreet(dispute, reason, by)
    changes = move_dispute(
        dispute, DisputeStatus.REJECTED, what="Rejected by the operator", by=by, now=now, reason=reason
    )
    _count_down_again(dispute, by=by, now=now)
    return _recorded("refused", dispute, changes, by=by, now=now, reason=reason)


@transaction.atomic
def withdraw_dispute(*, dispute: Dispute, by: User, now: datetime, reason: str) -> Dispute:
    """The participant pursues it no longer, filed or not."""
    reason = require_reason(reason)
    permissions.can_dispute(by, dispute.issue).enforce()
    dispute = lock_dispute(dispute)
    require_discreet(dispute, reason, by)
    with wall.as_operator("withdraw a dispute of the participant acted for"):
        changes = move_dispute(dispute, DisputeStatus.WITHDRAWN, what="Withdrawn", by=by, now=now, reason=reason)
        _count_down_again(dispute, by=by, now=now)
        _recorded("withdrawn", dispute, changes, by=by, now=now, reason=reason)
    return dispute


@transaction.atomic
def reject_resolution(*, dispute: Dispute, by: User, now: datetime, reason: str) -> Dispute:
    """The recipient does not accept "Granted with Exceptions": the investigation is opened again.

    What was resolved before stays in the history.
    """
    reason = require_reason(reason)
    permissions.can_dispute(by, dispute.issue).enforce()
    dispute = lock_dispute(dispute)
    if dispute.resolution != DisputeResolution.GRANTED_WITH_EXCEPTIONS:
        raise Refused(ONLY_EXCEPTIONS)
    require_discreet(dispute, reason, by)
    with wall.as_operator("reject a resolution for the participant acted for"):
        changes = move_dispute(
            dispute,
            DisputeStatus.OPEN,
            what="Resolution rejected, investigated again",
            by=by,
            now=now,
            reason=reason,
            resolution="",
            resolution_text="",
            resolved_on=None,
            closed_on=None,
            resolution_amount=None,
            awarded_amount=None,
            planned_on=None,
            reinvestigations=dispute.reinvestigations + 1,
        )
        changes.pop("resolution_text", None)
        _recorded("resolution_rejected", dispute, changes, by=by, now=now, reason=reason)
    return dispute


def _to_work_on(dispute: Dispute, by: User) -> Dispute:
    """Lock, then permit: what the operator's system says is recorded by the staff."""
    dispute = lock_dispute(dispute)
    permissions.can_work_on_dispute(by, dispute).enforce()
    return dispute


def _count_down_again(dispute: Dispute, *, by: User, now: datetime) -> None:
    """The operator has no dispute of the inquiry any more: what is left of its window counts."""
    if dispute.issue.state in ENDED:
        end_countdown(dispute.issue, by=by, now=now)
    else:
        look_again([dispute.issue], by=by, now=now, reason="No dispute is filed any more.")


def _recorded(
    verb: str, dispute: Dispute, changes: dict[str, Any], *, by: User, now: datetime, reason: str = ""
) -> Dispute:
    trail.record(f"issues.dispute.{verb}", of=dispute, by=by, at=now, changes=changes, reason=reason)
    tell_dispute(verb, dispute, by=by, now=now)
    return dispute


def _amount_words(resolution: Decimal | None, awarded: Decimal | None) -> str:
    told = [("Resolution amount", resolution), ("awarded", awarded)]
    return ", ".join(f"{name} {amount:,.2f}" for name, amount in told if amount is not None)
