"""The deadline of a learning plan: its earliest step that is not done, with reminders to the learner and the mentor."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from accounts.learning import steps_of
from accounts.models import LearningGoal, LearningPlan
from accounts.rules.learning import DONE
from portal.calendars.actions.clocks import restart_clock, start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.calendars.models import Clock
from portal.lifecycle.batches import batches
from portal.scoping.today import market_day

KIND: Final = "learning-step"
PLAN: Final = "learning-step"
LABEL: Final = "Step of a learning plan"
CALENDAR: Final = "ercot-business"
NEXT: Final = "The next step of the plan."
ENDED: Final = "The plan has ended."
AT_ONCE: Final = 200


def follow(plan: LearningPlan, *, by: Any, now: datetime, moved: LearningGoal | None = None) -> None:
    """Let the plan's clock end on the day of its earliest open step; call it while holding the plan's lock.

    A step that was missed keeps its clock, and with it the escalation, until it is done or moved.
    """
    clock = Clock.objects.of(plan).filter(kind=KIND).order_by("-cycle").first()
    runs = clock is not None and not clock.outcome
    if plan.ended_at is not None:
        if runs:
            stop_clock(clock=clock, by=by, now=now, outcome=Outcome.CANCELED, reason=ENDED)
        return
    goal = next((one.goal for one in steps_of(plan, today=market_day(now)) if one.standing.state != DONE), None)
    waits_for = goal.pk if goal is not None else None
    if waits_for == plan.waits_for_id and not (moved is not None and moved.pk == waits_for):
        return
    if runs and plan.waits_for_id != waits_for:
        reached = plan.waits_for_id is not None and _is_reached(plan, plan.waits_for_id, now)
        stop_clock(clock=clock, by=by, now=now, outcome=None if reached else Outcome.CANCELED, reason=NEXT)
    plan.apply(waits_for_id=waits_for)
    if goal is None:
        return
    day = _from_tomorrow(goal.target_on, now)
    if clock is None:
        start_clock(subject=plan, kind=KIND, label=LABEL, calendar=CALENDAR, plan=PLAN, by=by, now=now, fixed_day=day)
    else:
        restart_clock(clock=clock, by=by, now=now, reason=NEXT, fixed_day=day)


def follow_facts(*, now: datetime) -> int:
    """Sweep: running plans whose step was reached by a fact go on to the next; returns how many were looked at."""
    count = 0
    for batch in batches(LearningPlan.objects.running(), AT_ONCE):
        for plan in batch:
            count += _followed(plan.pk, now)
    return count


@transaction.atomic
def _followed(pk: int, now: datetime) -> int:
    """One plan, unless somebody works on it just now."""
    rows = LearningPlan.objects.running().select_for_update(of=("self",), skip_locked=True)
    plan = rows.select_related("person").filter(pk=pk).first()
    if plan is None:
        return 0
    follow(plan, by=None, now=now)
    return 1


def _is_reached(plan: LearningPlan, goal: int, now: datetime) -> bool:
    steps = steps_of(plan, today=market_day(now))
    return any(one.goal.pk == goal and one.standing.state == DONE for one in steps)


def _from_tomorrow(day: date, now: datetime) -> date:
    """A step whose day has passed before it was its turn is due on the next day."""
    return max(day, market_day(now) + timedelta(days=1))
