"""Another day for a task of the agreed plan, which a successor takes over; both sides hear the old and the new one."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.plan_clocks import open_clock_of, start_task_clocks_of
from participants.actions.shape import require_reason
from participants.choices import PlanSide, PlanState
from participants.models import PlanTask
from participants.plan_audiences import whole_members
from participants.rules import plan_days
from participants.rules.plan_days import TaskTerm
from portal.audit import trail
from portal.calendars import loading
from portal.calendars.actions.clocks import change_target, restart_clock
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.scoping.today import market_day
from portal.web.words import short_day

ENDED: Final = "This task is done, or belongs to a plan that no longer holds."
THEIRS: Final = "The participant promised this day; ask for another one in a review of the plan."
PAST: Final = "Choose a day from today on."
SAME_DAY: Final = "It is due on that day already."


@transaction.atomic
def replan_task(*, task: PlanTask, by: User, now: datetime, due_on: date, reason: str) -> PlanTask:
    """The operator's task of an agreed plan gets another day. The participant is told where it reads the task."""
    reason = require_reason(reason)
    participant = lock_participant(task.participant_id)
    task = PlanTask.objects.select_for_update(of=("self",)).select_related("version__plan").get(pk=task.pk)
    task.participant = task.version.plan.participant = participant
    permissions.can_work_on_task(by, task).enforce()
    if not task.is_open or task.version.state != PlanState.AGREED:
        raise Refused(ENDED)
    if task.side != PlanSide.OPERATOR:
        raise Refused(THEIRS)
    if due_on < market_day(now):
        raise Refused(PAST)
    _version, calendar = loading.current(task.calendar)
    plan_days.require_within(due_on, task.version.plan.starts_on)
    found, before = plan_days.due(calendar, TaskTerm(due_on=due_on)).day, task.due_on
    if found == before:
        raise Refused(SAME_DAY)
    task.apply(due_on=found, days=None)
    _move_clock(task, found, by=by, now=now, reason=reason)
    changes = {"due": [str(before), str(found)]}
    trail.record("participants.plantask.replanned", of=task, by=by, at=now, changes=changes, reason=reason)
    if task.shared:
        posting.post(
            "participants.plantask.replanned",
            to=whole_members([task.participant_id], market_day(now))[task.participant_id],
            about=task,
            dedupe=f"participants.plantask.replanned:{task.ref}:{now.isoformat()}",
            now=now,
            facts={"before": short_day(before), "after": short_day(found)},
            participant_id=task.participant_id,
        )
    return task


def _move_clock(task: PlanTask, day: date, *, by: User, now: datetime, reason: str) -> None:
    """The same deadline on another day; one that was missed, or that people were reminded of, begins anew."""
    clock = open_clock_of(task)
    if clock is None:
        start_task_clocks_of([task], by=by, now=now, reason=reason)
        return
    late = clock.due_at is not None and clock.due_at < now
    reminded = clock.steps.filter(fired_at__isnull=False).exists()
    move = restart_clock if late or reminded else change_target
    due_time = "end_of_day" if task.calendar == plan_days.ALWAYS else "close"
    move(clock=clock, by=by, now=now, reason=reason, fixed_day=day, due_time=due_time)
