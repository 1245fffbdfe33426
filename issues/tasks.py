"""What the worker does for issues."""

from celery import shared_task
from django.utils import timezone

from issues.actions.ending import close_due_issues
from issues.actions.escalation_sweep import sweep_escalations as escalate
from issues.actions.surveying import send_due_surveys
from issues.actions.systemic_telling import deliver
from issues.referral_follow import follow_clocks
from portal.lifecycle import sweeps


@shared_task(ignore_result=True)
@sweeps.recorded("resolved issues")
def sweep_resolved() -> dict[str, int]:
    """Sweep: issues to which nobody objected in time close, surveys leave; returns how many there were of each."""
    now = timezone.now()
    return {"closed": close_due_issues(now=now), "asked": send_due_surveys(now=now)}


@shared_task(ignore_result=True)
def deliver_update(update_id: int) -> None:
    """Nudge: write one text into the issues it is meant for."""
    deliver(now=timezone.now(), update_id=update_id)


@shared_task(ignore_result=True)
@sweeps.recorded("updates of systemic issues")
def sweep_updates() -> int:
    """Sweep: texts to many issues whose nudge was lost or whose worker died; returns how many were tried."""
    return deliver(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("escalations")
def sweep_escalations() -> int:
    """Sweep: issues whose clocks reached a level of the ladder; returns how many were put on it."""
    return escalate(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("moved answers of departments")
def sweep_referrals() -> int:
    """Housekeeping: due times of questions whose clocks a changed calendar moved while the portal was killed."""
    return follow_clocks()
