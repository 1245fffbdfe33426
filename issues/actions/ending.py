"""What follows when an issue is resolved, reopened and closed: the deadline to object, the survey, and their end.

Registered as a reaction; see `issues.reactions`.
"""

import logging
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from issues.actions import surveying
from issues.actions.moves import close_issue
from issues.choices import IssueState
from issues.models import Issue
from issues.reactions import What
from issues.rules.closing import AUTO_CLOSE
from portal.calendars.actions.clocks import start_clock, stop_clock
from portal.calendars.choices import ClockState, Outcome
from portal.calendars.models import Calendar, Clock, ReminderPlan
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
    elif what == What.CLOSED:
        _stop(issue, by, now, "Closed.")


def close_due_issues(*, now: datetime) -> int:
    """Sweep: close resolved issues to which nobody objected in time; returns how many. Each by itself.

    One whose issues beneath are open again waits for them: it is looked at by each sweep until they have ended.
    """
    due = Clock.objects.filter(kind=KIND, state=ClockState.RUNNING, due_at__lte=now).order_by("due_at", "pk")
    refs = list(due.values_list("subject_ref", flat=True)[:BATCH])
    closed = 0
    for issue in Issue.objects.filter(ref__in=refs, state=IssueState.RESOLVED).order_by("pk"):
        try:
            with transaction.atomic():
                close_issue(issue=issue, by=None, now=now, reason=BY_ITSELF)
            closed += 1
        except Refused as refusal:
            logger.info("%s does not close by itself yet: %s", issue.ref, refusal.reason)
        except Exception:
            logger.exception("%s could not be closed; the next sweep tries again.", issue.ref)
    return closed


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
