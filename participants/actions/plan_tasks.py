"""The tasks of a draft: who does what by when, in which day kind, and what waits for what."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.actions.follow_ups import require_able
from participants.actions.plan_lines import FOREIGN, record_line, require_room, require_sound
from participants.actions.plans import locked_draft
from participants.actions.shape import only_fields
from participants.choices import PlanSide
from participants.models import PlanDependency, PlanTask, PlanVersion
from participants.rules.plan_days import TaskDue, TaskTerm, due, require_within
from participants.rules.plan_tasks import require_no_circle
from portal.audit import trail
from portal.calendars import loading
from portal.lifecycle.refusals import Refused

FIELDS: Final = frozenset({"title", "shared", "detail", "objective", "side", "owner", "contact", "calendar"})
TERM: Final = frozenset({"due_on", "begins_on", "days"})
OTHER_VERSION: Final = "Both tasks stand in the same draft."
ITSELF: Final = "A task cannot wait for itself."
LINKED: Final = "It waits for that task already."
NOT_LINKED: Final = "It does not wait for that task."
NO_SUCH_DAY: Final = "The calendar has no such day."
FOREIGN_OBJECTIVE: Final = "This objective belongs to another plan."


@transaction.atomic
def add_task(
    *,
    version: PlanVersion,
    by: User,
    now: datetime,
    title: str,
    due_on: date | None = None,
    begins_on: date | None = None,
    days: int | None = None,
    after: Iterable[PlanTask] = (),
    **fields: Any,
) -> PlanTask:
    """Something one side does by a day, given as a day or as so many days of the calendar after a first one.

    Of the operator's tasks without an owner the plan's owner is responsible.
    """
    version = locked_draft(version, by)
    task = insert_task(version, TaskTerm(due_on, begins_on, days), title=title, **fields)
    record_line("added", task, by=by, now=now, changes={"due": ["", str(task.due_on)]})
    for other in after:
        _link(task, other, version)
    return task


@transaction.atomic
def change_task(*, task: PlanTask, by: User, now: datetime, **fields: Any) -> PlanTask:
    """Write a task of the draft anew; its day is reckoned anew where the term or the calendar is among `fields`."""
    only_fields(fields, FIELDS | TERM)
    version = locked_draft(task.version, by)
    task = PlanTask.objects.lock(task.pk)
    wanted = PlanTask.objects.select_related("owner", "contact", "objective").get(pk=task.pk)
    given = {name: fields.pop(name) for name in TERM & fields.keys()}
    term = TaskTerm(**({"begins_on": None} | given)) if given else TaskTerm.of(wanted)
    _settle(wanted, version, fields, term)
    if wanted.shared and not task.shared:
        wanted.outcome = ""  # it was written while only the staff read the task
    names = {field.attname for field in PlanTask._meta.concrete_fields} - {"id", "ref", "created_at", "version_id"}
    changes = task.apply(**{name: getattr(wanted, name) for name in sorted(names)})
    if changes:
        record_line("changed", task, by=by, now=now, changes=changes)
    return task


@transaction.atomic
def link_task(*, task: PlanTask, after: PlanTask, by: User, now: datetime) -> PlanDependency:
    """`task` can begin when `after` is done; refused with the path where tasks would wait for one another."""
    version = locked_draft(task.version, by)
    link = _link(task, after, version)
    changes = {"after": ["", after.title]}
    trail.record("participants.plantask.linked", of=task, by=by, at=now, changes=changes)
    return link


@transaction.atomic
def unlink_task(*, task: PlanTask, after: PlanTask, by: User, now: datetime) -> None:
    """`task` no longer waits for `after`."""
    locked_draft(task.version, by)
    deleted, _each = PlanDependency.objects.filter(task=task, after=after).delete()
    if not deleted:
        raise Refused(NOT_LINKED)
    changes = {"after": [after.title, ""]}
    trail.record("participants.plantask.unlinked", of=task, by=by, at=now, changes=changes)


@transaction.atomic
def place_task(*, task: PlanTask, after: Iterable[PlanTask], by: User, now: datetime) -> PlanTask:
    """`task` comes after exactly these tasks of its draft."""
    wanted = {one.pk: one for one in after}
    held = {link.after_id: link.after for link in task.dependencies.select_related("after")}
    for pk, other in held.items():
        if pk not in wanted:
            unlink_task(task=task, after=other, by=by, now=now)
    for pk, other in wanted.items():
        if pk not in held:
            link_task(task=task, after=other, by=by, now=now)
    return task


def insert_task(version: PlanVersion, term: TaskTerm, *, title: str, **fields: Any) -> PlanTask:
    """A sound task after those that are there. Call it while holding the version's lock, once it is permitted."""
    only_fields(fields, FIELDS)
    task = PlanTask(version=version, participant=version.participant, title=title)
    task.order = require_room(PlanTask, version) + 1
    _settle(task, version, fields, term)
    task.save(force_insert=True)
    return task


def reckon(code: str, term: TaskTerm) -> TaskDue:
    """The day of a term in a calendar as it is now; refused where there is none."""
    _version, calendar = loading.current(code)
    try:
        return due(calendar, term)
    except (ValueError, OverflowError) as unreachable:
        raise Refused(NO_SUCH_DAY) from unreachable


def _settle(task: PlanTask, version: PlanVersion, fields: dict[str, Any], term: TaskTerm) -> None:
    """Set what was given and what follows from it: one owner of its side, the day of the term."""
    for name, value in fields.items():
        setattr(task, name, value)
    if task.side == PlanSide.PARTICIPANT:
        task.owner, task.shared = None, True
    else:
        task.contact = None
        task.owner = task.owner or version.plan.owner
        require_able(task.owner, version.participant)
    if task.contact is not None and task.contact.participant_id != version.participant_id:
        raise Refused(FOREIGN)
    if task.objective is not None and task.objective.version_id != version.pk:
        raise Refused(FOREIGN_OBJECTIVE)
    task.begins_on, task.days = (term.begins_on, term.days) if term.days is not None else (None, None)
    require_within(term.due_on or term.begins_on, version.plan.starts_on)
    task.due_on = reckon(task.calendar, term).day
    require_within(task.due_on, version.plan.starts_on)
    require_sound(task, version)


def _link(task: PlanTask, after: PlanTask, version: PlanVersion) -> PlanDependency:
    if task.version_id != version.pk or after.version_id != version.pk:
        raise Refused(OTHER_VERSION)
    if task.pk == after.pk:
        raise Refused(ITSELF)
    links = list(PlanDependency.objects.filter(task__version=version).values_list("task_id", "after_id"))
    if (task.pk, after.pk) in links:
        raise Refused(LINKED)
    titles = dict(PlanTask.objects.filter(version=version).values_list("pk", "title"))
    require_no_circle([(task.pk, after.pk), *links], titles)
    return PlanDependency.objects.create(task=task, after=after, participant_id=version.participant_id)
