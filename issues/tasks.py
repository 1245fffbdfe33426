"""What the worker does for issues."""

from celery import shared_task
from django.utils import timezone

from issues.actions.ending import close_due_issues
from issues.actions.surveying import send_due_surveys
from portal.lifecycle import sweeps


@shared_task(ignore_result=True)
@sweeps.recorded("resolved issues")
def sweep_resolved() -> dict[str, int]:
    """Sweep: issues to which nobody objected in time close, surveys leave; returns how many there were of each."""
    now = timezone.now()
    return {"closed": close_due_issues(now=now), "asked": send_due_surveys(now=now)}
