"""What the worker does for issues."""

import logging
from datetime import timedelta
from typing import Final

from celery import shared_task
from django.db import connection
from django.utils import timezone

from issues.actions import target_runs
from issues.actions.bulk import advance
from issues.actions.calendar_windows import follow_calendar
from issues.actions.coaching_draw import draw_reviews, replace_reviewers
from issues.actions.ending import close_due_issues
from issues.actions.escalation_sweep import sweep_escalations as escalate
from issues.actions.grid_events import sweep_events
from issues.actions.mail_reading import compare_mailbox, read_mailbox
from issues.actions.published_targets import publish_strays
from issues.actions.surveying import send_due_surveys
from issues.actions.systemic_telling import deliver
from issues.models import BulkRun, TargetRun
from issues.referral_follow import follow_clocks
from portal.lifecycle import sweeps

logger = logging.getLogger(__name__)

READING: Final = timedelta(seconds=50)


@shared_task(ignore_result=True)
@sweeps.recorded("resolved issues")
def sweep_resolved() -> dict[str, int]:
    """Sweep: issues to which nobody objected in time close, surveys leave; returns how many there were of each."""
    now = timezone.now()
    return {"closed": close_due_issues(now=now), "asked": send_due_surveys(now=now)}


@shared_task(ignore_result=True)
def advance_targets(run_id: int) -> None:
    """Nudge: move the clocks of a changed policy or a grid event, unless another worker is at it."""
    run = target_runs.waiting_runs(timezone.now()).filter(pk=run_id).first()
    if run is not None:
        _advance(run)


@shared_task(ignore_result=True)
@sweeps.recorded("service targets")
def sweep_targets() -> int:
    """Sweep: grid events whose time has come, and runs whose nudge was lost; returns how many were found."""
    begun = sweep_events(now=timezone.now())
    waiting = list(target_runs.waiting_runs(timezone.now()))
    for run in waiting:
        _advance(run)
    return begun + len(waiting)


@shared_task(ignore_result=True)
@sweeps.recorded("published targets")
def sweep_published_targets() -> int:
    """Sweep: what participants read of targets whose clocks a changed calendar moved; returns how many were behind."""
    return publish_strays()


@shared_task(ignore_result=True)
@sweeps.recorded("dispute windows")
def sweep_windows() -> int:
    """Sweep: windows reckoned before the market's calendar was published as it holds; returns how many changed."""
    return follow_calendar(now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("incoming mail")
def sweep_mailbox() -> int:
    """Sweep: mails that came in, where a mailbox is set up; returns how many were new."""
    return read_mailbox(clock=timezone.now, limit=READING)


@shared_task(ignore_result=True)
@sweeps.recorded("mailbox comparison")
def compare_mails() -> int:
    """Housekeeping: mails in the mailbox against mails stored; returns how many are missing here."""
    return compare_mailbox(clock=timezone.now)


def _advance(run: TargetRun) -> None:
    try:
        while target_runs.advance_run(run=run, now=timezone.now()):
            pass
    except Exception as error:
        logger.exception("The clocks of issues could not be moved; the sweep will try again.")
        target_runs.put_off_run(run=run, now=timezone.now(), error=error)


@shared_task(ignore_result=True)
def advance_bulk(run_id: int) -> None:
    """Nudge: work off what waits of one run; rows that another worker has are left to it."""
    run = BulkRun.objects.unfinished().select_related("by").filter(pk=run_id).first()
    if run is not None:
        advance(run=run, now=timezone.now())


@shared_task(ignore_result=True)
@sweeps.recorded("deeds to many issues")
def sweep_bulk() -> int:
    """Sweep: runs whose nudge was lost or whose worker died; returns how many were found."""
    waiting = list(BulkRun.objects.unfinished().order_by("started_at").values_list("pk", flat=True))
    for run_id in waiting:
        try:
            advance_bulk(run_id)
        except Exception:
            logger.exception("A deed to many could not be advanced; the sweep will try again.")
    return len(waiting)


@shared_task(ignore_result=True)
@sweeps.recorded("words of issues")
def learn_words() -> int:
    """Housekeeping: words that were new in issues, so that mistyped ones find them; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT issues_learn_words()")
        return cursor.fetchone()[0]


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


@shared_task(ignore_result=True)
@sweeps.recorded("reviews of answers")
def sweep_reviews() -> int:
    """Sweep: draws from the weeks that are over, and finds somebody else where a reviewer left; returns how many."""
    now = timezone.now()
    return draw_reviews(now=now) + replace_reviewers(now=now)
