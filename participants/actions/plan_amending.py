"""Amending what both sides agreed by a small task, at once: an explicit step that is told to both."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants import plan_news as news
from participants.actions.plan_clocks import start_task_clocks_of
from participants.actions.plan_lines import require_room
from participants.actions.plan_tasks import insert_task
from participants.actions.plans import locked_plan, step
from participants.choices import PlanSide, PlanState
from participants.models import AccountPlan, PlanTask, PlanVersion
from participants.rules.plan_days import TaskTerm
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.web.words import short_day

NOT_AGREED: Final = "Nothing is agreed yet that could be amended; write into the draft."
WAITS: Final = "A version of the plan waits for sign-off. Take it back, or wait until it is agreed."


@transaction.atomic
def amend_plan(
    *, plan: AccountPlan, by: User, now: datetime, title: str, due_on: date, side: str = PlanSide.OPERATOR, **who: Any
) -> PlanTask:
    """A task more in the agreed version, with its deadline. `who`: the `owner`, or the participant's `contact`.

    It stands in an open draft as well, so that the next version does not forget it. Whoever signs the plan for the
    operator amends it; while a version waits for sign-off nothing is amended.
    """
    plan = locked_plan(plan)
    permissions.can_sign_plan(by, plan).enforce()
    versions = {row.state: row for row in PlanVersion.objects.filter(plan=plan)}
    agreed = versions.get(PlanState.AGREED)
    if agreed is None:
        raise Refused(NOT_AGREED)
    if PlanState.IN_REVIEW in versions:
        raise Refused(WAITS)
    agreed.plan, agreed.participant = plan, plan.participant
    task = insert_task(agreed, TaskTerm(due_on), title=title, side=side, **who)
    start_task_clocks_of([task], by=by, now=now)
    if PlanState.DRAFT in versions:
        _repeat(task, versions[PlanState.DRAFT])
    told = f"{task.title}; due {short_day(task.due_on)}, {task.get_side_display().lower()}"
    step(agreed, "amended", by=by, now=now, side=PlanSide.OPERATOR, reason=told)
    changes = {"title": ["", task.title], "due": ["", str(task.due_on)], "side": ["", task.side]}
    trail.record("participants.plantask.amended", of=task, by=by, at=now, changes=changes)
    news.tell_both("amended", task, plan, by=by, now=now)
    return task


def _repeat(task: PlanTask, draft: PlanVersion) -> None:
    same = ("participant_id", "line", "title", "side", "owner_id", "contact_id", "calendar", "due_on", "shared")
    values = {name: getattr(task, name) for name in same}
    PlanTask(version=draft, order=require_room(PlanTask, draft) + 1, **values).save(force_insert=True)
