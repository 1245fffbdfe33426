"""Working on the tasks of what both sides agreed: done, dropped, open again. Their clocks move with them.

A participant's user works on the own company's tasks; what is the desk's side of that runs as the operator.
"""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants import plan_news as news
from participants.actions.locks import lock_participant
from participants.actions.plan_clocks import open_clock_of, start_task_clocks_of
from participants.actions.shape import require_reason, require_shape
from participants.choices import PlanSide, PlanState, TaskState
from participants.models import PlanDependency, PlanTask
from participants.permissions import NOT_FOUND
from participants.permissions.answers import STAFF_ONLY
from participants.rules.plan_moves import TASK_MOVES
from portal.audit import trail
from portal.calendars.actions.clocks import stop_clock
from portal.calendars.choices import Outcome
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

NOT_AGREED: Final = "Only tasks of the agreed version are worked on."
NOT_YOURS: Final = "This task is the operator's."


@transaction.atomic
def finish_task(*, task: PlanTask, by: User, now: datetime, outcome: str = "") -> PlanTask:
    """Done, with what came of it; refused while a task that comes before it is open. The clock says whether in time."""
    outcome = outcome.strip()
    require_shape(PlanTask(outcome=outcome), "outcome")
    with wall.as_operator("work on a task of the plan"):
        task = _begin(task, by, TaskState.DONE)
        _require_first(task)
        changes = task.apply(state=TaskState.DONE, done_at=now, done_by_id=by.pk, outcome=outcome)
        told = {"state": changes["state"]}
        if (clock := open_clock_of(task)) is not None:
            clock = stop_clock(clock=clock, by=by, now=now)
            told["deadline"] = ["", clock.get_outcome_display().lower()]
        trail.record("participants.plantask.done", of=task, by=by, at=now, changes=told)
        if not by.is_staff:
            news.tell_desk("done_there", task, task.version.plan, by=by, now=now)
    return task


@transaction.atomic
def drop_task(*, task: PlanTask, by: User, now: datetime, reason: str) -> PlanTask:
    """No longer needed, for a reason; its deadline is neither met nor missed. The desk decides that."""
    reason = require_reason(reason)
    if not by.is_staff:
        STAFF_ONLY.enforce()
    task = _begin(task, by, TaskState.DROPPED)
    require_shape(PlanTask(outcome=reason), "outcome")
    changes = task.apply(state=TaskState.DROPPED, done_at=now, done_by_id=by.pk, outcome=reason)
    if (clock := open_clock_of(task)) is not None:
        stop_clock(clock=clock, by=by, now=now, outcome=Outcome.CANCELED)
    told = {"state": changes["state"]}
    trail.record("participants.plantask.dropped", of=task, by=by, at=now, changes=told, reason=reason)
    return task


@transaction.atomic
def reopen_task(*, task: PlanTask, by: User, now: datetime, reason: str) -> PlanTask:
    """It was not done after all: its deadline begins anew by the same rule."""
    reason = require_reason(reason)
    with wall.as_operator("work on a task of the plan"):
        task = _begin(task, by, TaskState.OPEN)
        changes = task.apply(state=TaskState.OPEN, done_at=None, done_by_id=None, outcome="")
        start_task_clocks_of([task], by=by, now=now, reason=reason)
        told = {"state": changes["state"]}
        trail.record("participants.plantask.reopened", of=task, by=by, at=now, changes=told, reason=reason)
    return task


def _begin(task: PlanTask, by: User, state: str) -> PlanTask:
    """The first three steps of each move: lock, permit, require. A participant's user works on shared tasks only."""
    participant = lock_participant(task.participant_id)
    task = PlanTask.objects.select_for_update(of=("self",)).select_related("version__plan").get(pk=task.pk)
    task.participant = task.version.plan.participant = participant
    if not by.is_staff and not task.shared:
        NOT_FOUND.enforce()
    permissions.can_work_on_task(by, task).enforce()
    if not by.is_staff and task.side != PlanSide.PARTICIPANT:
        raise Refused(NOT_YOURS)
    if task.version.state != PlanState.AGREED:
        raise Refused(NOT_AGREED)
    TASK_MOVES.require(task.state, state)
    return task


def _require_first(task: PlanTask) -> None:
    """What must come first, in words: of tasks the participant does not read only that there are some."""
    links = PlanDependency.objects.filter(task=task, after__state=TaskState.OPEN).select_related("after")
    waits = [link.after for link in links]
    if not waits:
        return
    shown = [f"“{one.title}”" for one in waits if one.shared]
    raise Refused(f"First comes {', '.join(shown)}." if shown else "First comes a task of the operator.")
