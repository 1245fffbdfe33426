"""What follows when an issue is resolved, reopened and closed: the deadline to object, the survey, and their end.

Registered as a reaction; see `issues.reactions`.
"""

import logging
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from issues.actions import surveying
from issues.actions.moves import close_issue
from issues.choices import IssueState
from issues.models import Issue
from issues.reactions import What
from issues.rules.closing import AUTO_CLOSE
from issues.rules.issue_moves import STILL_OPEN
from portal.calendars.actions.clocks import start_clock, stop_clock
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.models import Calendar, Clock, ReminderPlan
from portal.lifecycle.batches import batches
from portal.lifecycle.refusals import Refused

KIND: Final = "auto-close"
LABEL: Final = "Time to object"
CALENDAR: Final = "ercot-business"
PLAN: Final = "issue-auto-close"
BY_ITSELF: Final = "Nobody objected in time."
BATCH: Final = 500

logger = logging.getLogger(__name__)


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    if what == What.RESOLVED:
        _start(issue, by, now)
        surveying.plan_survey(issue, now=now)
    elif what == What.REOPENED:
        _stop(issue, by, now, "Reopened.")
        surveying.cancel_surveys(issue, now=now)
    elif what == What.TAKEN_BACK and What.RESOLVED in told["undone"]:
        _stop(issue, by, now, "The resolution was taken back.")
        surveying.cancel_surveys(issue, now=now)
    elif what == What.NOT_DELIVERED and issue.state == IssueState.RESOLVED and told["comment"].at >= issue.resolved_at:
        # Nobody can object to what nobody has read: the owner, who is told, says it again or closes it.
        _stop(issue, by, now, "The resolution did not arrive.")
    elif what == What.CLOSED:
        _stop(issue, by, now, "Closed.")


def close_due_issues(*, now: datetime) -> int:
    """Sweep: close resolved issues to which nobody objected in time; returns how many. Each by itself.

    One whose issues beneath are open again waits for them, and is closed by the first sweep after they have ended.
    """
    due = Clock.objects.filter(kind=KIND, state=ClockState.RUNNING, due_at__lte=now).only("subject_ref")
    beneath = Issue.objects.filter(parent=OuterRef("pk"), state__in=STILL_OPEN)
    closed = 0
    for clocks in batches(due, BATCH):
        issues = Issue.objects.filter(ref__in=[clock.subject_ref for clock in clocks], state=IssueState.RESOLVED)
        closed += sum(_close(issue, now) for issue in issues.exclude(Exists(beneath)).order_by("pk"))
    return closed


def _close(issue: Issue, now: datetime) -> bool:
    try:
        with transaction.atomic():
            close_issue(issue=issue, by=None, now=now, reason=BY_ITSELF)
        return True
    except Refused as refusal:
        logger.info("%s does not close by itself yet: %s", issue.ref, refusal.reason)
    except Exception:
        logger.exception("%s could not be closed; the next sweep tries again.", issue.ref)
    return False


def _start(issue: Issue, by: Any, now: datetime) -> None:
    """Without the calendar an issue can be resolved all the same; it then waits for somebody to close it."""
    if not Calendar.objects.filter(code=CALENDAR).exists():
        logger.warning("%s will not close by itself: there is no calendar %s.", issue.ref, CALENDAR)
        return
    start_clock(
        subject=issue,
        kind=KIND,
        label=LABEL,
        calendar=CALENDAR,
        plan=PLAN if ReminderPlan.objects.filter(code=PLAN).exists() else "",
        target=AUTO_CLOSE,
        by=by,
        now=now,
    )


def _stop(issue: Issue, by: Any, now: datetime, reason: str) -> None:
    """The time to object ends: run out where nobody did anything, else before it was over."""
    for clock in Clock.objects.of(issue).filter(kind=KIND).open():
        over = clock.breached_at is not None or (clock.due_at is not None and clock.due_at < now)
        stop_clock(clock=clock, by=by, now=now, outcome=None if over else Outcome.CANCELED, reason=reason)
