"""The panels about targets: all clocks with the next step for the desk, when it is answered for the participant."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from issues.choices import Severity, TargetKind
from issues.clocks import KINDS, latest
from issues.models import Issue, IssueTarget
from portal.calendars import loading, opening, worktime
from portal.calendars.choices import ClockState, When
from portal.calendars.due_words import left_words


def clocks_of(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    """All clocks of the issue, with the open time left, why it rests, and its next step; the page has read them."""
    own = [clock for kind in KINDS if (clock := latest(issue.page_clocks[issue.ref], kind)) is not None]
    if not own:
        return {"clocks": []}
    now, calendars = timezone.now(), loading.many({clock.calendar_version_id for clock in own})
    for clock in own:
        # Once the warning has gone out, or none is planned, the due date itself is what comes next.
        clock.is_near = clock.next_step is None or clock.next_step.when not in (When.SHARE, When.BEFORE)
        runs = clock.state == ClockState.RUNNING and clock.due_at > now
        clock.left = (
            left_words(worktime.elapsed(calendars[clock.calendar_version_id], now, clock.due_at)) if runs else ""
        )
    return {"clocks": own, "now": now}


def targets_of(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    """When the participant is answered; and, while the desk is closed, when it opens. Two or three statements."""
    rows = {target.kind: target for target in IssueTarget.objects.visible_to(request.user).filter(issue=issue)}
    if not rows:
        return None
    now = timezone.now()
    shown = [rows[kind] for kind in TargetKind.values if kind in rows and _is_told(rows[kind])]
    for target in shown:
        target.late = target.due_at is not None and target.due_at < (target.ended_at or now)
    return {
        "targets": shown,
        "hours": _closed_hours([target for target in shown if target.state == ClockState.RUNNING], now),
        "critical": issue.severity == Severity.CRITICAL and issue.is_open,
        "now": now,
    }


def _is_told(target: IssueTarget) -> bool:
    """What was canceled, merged or is answered already is no promise any more, but a first answer is told."""
    if target.state != ClockState.STOPPED:
        return True
    return target.met is not None and target.kind != TargetKind.NEXT_UPDATE


def _closed_hours(running: list[IssueTarget], now: datetime) -> str:
    """ "Opens Monday, Nov 30, 2026, 08:00 CST" while the calendar of the nearest target is closed."""
    if not running:
        return ""
    nearest = min(running, key=lambda target: target.due_at)
    calendar = loading.current_of({nearest.calendar})[nearest.calendar]
    return "" if opening.opening(calendar, now).is_open else opening.in_words(calendar, now)
