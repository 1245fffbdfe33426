"""What the worker does for participants."""

import logging

from celery import shared_task
from django.utils import timezone

from participants.actions.access_reviews import open_due
from participants.actions.applications import forget_networks
from participants.actions.change_sweep import bring_into_effect
from participants.actions.coverage import check_coverage
from participants.actions.data_exports import drop_expired, prepare_waiting
from participants.actions.evidence import lapse_expired, lapse_left
from participants.actions.factor_policies import remind_ahead
from participants.actions.follow_up_days import follow_clocks
from participants.actions.hand_over_steps import go_on
from participants.actions.health import reckon_health
from participants.actions.imports import apply_import, claims, expire_previews, read_import
from participants.actions.missed_flights import move_missed_flights
from participants.actions.obligations import generate_obligations, tell_what_is_missing
from participants.actions.parents import keep_parents
from participants.actions.plan_days import follow_task_clocks
from participants.actions.plan_proposals import find_proposals
from participants.actions.requirements import bring_into_force
from participants.actions.sign_in_links import tidy
from participants.choices import ImportStatus
from participants.models import ImportRun
from portal.lifecycle import sweeps

logger = logging.getLogger(__name__)

STEPS = {ImportStatus.READING: read_import, ImportStatus.APPLYING: apply_import}


@shared_task(ignore_result=True)
def advance_import(run_id: int) -> None:
    """Nudge: take the next step of one import, unless another worker has it."""
    run = ImportRun.objects.defer("upload").filter(pk=run_id, status__in=STEPS).first()
    if run is not None:
        STEPS[run.status](run=run, now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("apply queued imports")
def sweep_imports() -> int:
    """Sweep: imports whose nudge was lost or whose worker died; returns how many were found. Old previews go."""
    now = timezone.now()
    expire_previews(now=now)
    waiting = list(claims.due(now).order_by("started_at").values_list("pk", flat=True))
    for run_id in waiting:
        try:
            advance_import(run_id)
        except Exception:
            logger.exception("An import could not be advanced; the sweep will try again.")
    return len(waiting)


@shared_task(ignore_result=True)
@sweeps.recorded("moved follow-ups")
def sweep_follow_ups() -> int:
    """Housekeeping: days of follow-ups whose clocks a changed calendar moved while the portal was killed."""
    return follow_clocks()


@shared_task(ignore_result=True)
@sweeps.recorded("checklists")
def sweep_checklists() -> int:
    """Sweep: evidence that counts no more or whose holder left, and test flights that can't be applied for any more."""
    now = timezone.now()
    return lapse_expired(now=now) + lapse_left(now=now) + move_missed_flights(now=now)


@shared_task(ignore_result=True)
@sweeps.recorded("obligations")
def sweep_obligations() -> int:
    """Sweep: what is announced by today and not there yet; returns how many obligations began."""
    return generate_obligations(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("missing obligations")
def sweep_missing_obligations() -> int:
    """Sweep: from Friday morning on, once a week, what is not filed for each account manager; returns new e-mails."""
    return tell_what_is_missing(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("forget where applications came from")
def forget_application_networks() -> int:
    """Housekeeping: clients' networks older than a week."""
    return forget_networks(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("coming requirements")
def sweep_requirements() -> int:
    """Sweep: versions of what registrations must bring whose day has come; returns how many now hold."""
    return len(bring_into_force(now=timezone.now()))


@shared_task(ignore_result=True)
@sweeps.recorded("changes in effect")
def sweep_changes() -> int:
    """Sweep: approved changes whose instant has come; returns how many took effect."""
    return bring_into_effect(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("proposals for plans")
def sweep_plan_proposals() -> int:
    """Sweep: what the facts of each participant suggest for its plan; returns how many proposals are new."""
    return find_proposals(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("moved tasks of plans")
def sweep_plan_tasks() -> int:
    """Housekeeping: days of tasks whose clocks a changed calendar moved while the portal was killed."""
    return follow_task_clocks()


@shared_task(ignore_result=True)
@sweeps.recorded("hand-overs")
def sweep_hand_overs() -> int:
    """Sweep: hand-overs whose first day has come, and those whose last day is over; returns how many went on."""
    return go_on(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("participants without anybody")
def sweep_coverage() -> int:
    """Sweep: participants without a responsible person today or in the coming Business Days; returns new ones."""
    return check_coverage(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("access reviews")
def sweep_access_reviews() -> int:
    """Sweep: open the yearly reviews that are due."""
    return open_due(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("sign-in of companies")
def sweep_sign_in() -> int:
    """Sweep: remind of second factors soon asked, unlink whose membership ended, forget old ways to providers."""
    now = timezone.now()
    return remind_ahead(now=now) + tidy(now=now)


@shared_task(ignore_result=True)
@sweeps.recorded("relationship health")
def sweep_health() -> int:
    """Sweep: whoever was not reckoned today, and marks set by hand that ran out; returns how many were reckoned."""
    return reckon_health(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("parents of participants")
def sweep_parents() -> int:
    """Sweep: changes of ownership whose day has come; returns how many participants have another parent now."""
    return keep_parents(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("copies of data")
def prepare_exports() -> int:
    """Nudge and sweep: prepare the copies that wait, and drop the bytes of what has expired."""
    now = timezone.now()
    return prepare_waiting(now=now) + drop_expired(now=now)
