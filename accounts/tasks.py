"""What the worker does for people's accounts."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from accounts.actions import housekeeping
from accounts.actions.learning_days import follow_facts
from accounts.actions.report_runs import drop_expired, prepare_waiting
from accounts.actions.report_schedules import start_due
from accounts.actions.retention import erase_due
from portal.lifecycle import sweeps


@shared_task(ignore_result=True)
@sweeps.recorded("clear expired sign-in rows")
def clear_expired() -> dict[str, Any]:
    """Housekeeping: sessions, tokens and secrets that can no longer be used."""
    return housekeeping.clear_expired(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("retention of personal data")
def erase_personal_data() -> dict[str, Any]:
    """Sweep: data that serve no purpose any more, by the rules that a supervisor switched on."""
    return dict(erase_due(now=timezone.now()))


@shared_task(ignore_result=True)
@sweeps.recorded("learning plans")
def sweep_learning() -> int:
    """Sweep: plans whose step was reached by a fact go on to the next one."""
    return follow_facts(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("reports")
def sweep_reports() -> dict[str, int]:
    """Sweep: schedules whose day has come, reports that wait to be drawn, and those kept long enough."""
    now = timezone.now()
    return {"begun": start_due(now=now), "drawn": prepare_waiting(now=now), "dropped": drop_expired(now=now)}
