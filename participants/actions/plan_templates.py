"""Taking a template's lines into a draft."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.actions.plan_lines import add_line
from participants.actions.plan_tasks import add_task, link_task
from participants.actions.plans import locked_draft
from participants.choices import PlanSide, StakeholderPart
from participants.models import (
    PlanMilestone,
    PlanObjective,
    PlanRisk,
    PlanStakeholder,
    PlanTask,
    PlanTemplate,
    PlanVersion,
)
from participants.rules.plan_templates import COUNTS_FROM, DEGREES, check, day_of
from portal.audit import trail
from portal.lifecycle.refusals import Refused

NOTHING_NEW: Final = "Everything of this template stands in the draft already."
FROM_CLOSING: Final = "Its days count from a closing day: take it in from the announced change of ownership."
BUSINESS: Final = "ercot-business"


@transaction.atomic
def use_template(*, version: PlanVersion, template: PlanTemplate, by: User, now: datetime) -> int:
    """Add the template's lines to the draft, leaving out those whose title is there; returns how many were added.

    Days count from the plan's first day. The plan's owner is responsible for the operator's tasks.
    """
    version = locked_draft(version, by)
    if template.content.get(COUNTS_FROM):
        raise Refused(FROM_CLOSING)
    added = take_lines(version=version, content=template.content, by=by, now=now)
    changes = {"template": ["", template.name], "lines": ["", str(added)]}
    trail.record("participants.planversion.template_used", of=version, by=by, at=now, changes=changes)
    return added


def take_lines(
    *,
    version: PlanVersion,
    content: Mapping[str, Any],
    by: User,
    now: datetime,
    closing: date | None = None,
    days: Mapping[str, date] | None = None,
) -> int:
    """A part of other actions: the lines of a template's content that are not there yet; returns how many.

    Milestones count from `closing` where there is one, else from the plan's first day; `days` are those of the tasks,
    by key, that are not reckoned from the plan's first day. The draft is locked, and the person may write it.
    """
    check(content)
    who = {"by": by, "now": now}
    objectives, added = _objectives(version, content, who)
    tasks, more = _tasks(version, content, objectives, days or {}, who)
    added += more + _risks(version, content, who) + _milestones(version, content, closing, who)
    added += _people(version, content, who)
    if not added:
        raise Refused(NOTHING_NEW)
    _link(content, tasks, who)
    return added


def _people(version: PlanVersion, content: Mapping[str, Any], who: dict[str, Any]) -> int:
    there = set(PlanStakeholder.objects.filter(version=version).values_list("title", flat=True))
    rows = [row for row in content.get("stakeholders", ()) if row["title"] not in there]
    for row in rows:
        add_line(
            version=version,
            kind=PlanStakeholder,
            title=row["title"],
            side=row.get("side", PlanSide.PARTICIPANT),
            part=row.get("part", StakeholderPart.INFORMED),
            interest=DEGREES[row.get("interest", "medium")],
            cares_for=row.get("cares_for", ""),
            rhythm=row.get("rhythm", ""),
            step=row.get("step"),
            **who,
        )
    return len(rows)


def _objectives(
    version: PlanVersion, content: Mapping[str, Any], who: dict[str, Any]
) -> tuple[dict[str, PlanObjective], int]:
    there = {row.title: row for row in PlanObjective.objects.filter(version=version)}
    found, added = {}, 0
    for row in content.get("objectives", ()):
        line = there.get(row["title"])
        if line is None:
            numbers = {name: Decimal(str(row[name])) for name in ("baseline", "target") if row.get(name) is not None}
            texts = {name: row.get(name, "") for name in ("title", "why", "measure", "unit")}
            line = add_line(version=version, kind=PlanObjective, **texts, **numbers, **who)
            added += 1
        found[row.get("key", "")] = line
    return found, added


def _tasks(
    version: PlanVersion,
    content: Mapping[str, Any],
    objectives: dict[str, PlanObjective],
    days: Mapping[str, date],
    who: dict[str, Any],
) -> tuple[dict[str, tuple[PlanTask, bool]], int]:
    """The tasks by key, each with whether it is new."""
    there = {row.title: row for row in PlanTask.objects.filter(version=version)}
    found: dict[str, tuple[PlanTask, bool]] = {}
    for row in content.get("tasks", ()):
        if row["title"] in there:
            found[row["key"]] = there[row["title"]], False
            continue
        task = add_task(
            version=version,
            title=row["title"],
            detail=row.get("detail", ""),
            side=row.get("side", PlanSide.OPERATOR),
            calendar=row.get("calendar", BUSINESS),
            **({"due_on": days[row["key"]]} if row["key"] in days else _term(row, version)),
            objective=objectives.get(row.get("objective", "")),
            **who,
        )
        found[row["key"]] = task, True
    return found, sum(new for _task, new in found.values())


def _term(row: dict[str, Any], version: PlanVersion) -> dict[str, Any]:
    starts_on = version.plan.starts_on
    day = day_of(row, starts_on)
    return {"due_on": day} if day is not None else {"begins_on": starts_on, "days": row["days"]}


def _link(content: Mapping[str, Any], tasks: dict[str, tuple[PlanTask, bool]], who: dict[str, Any]) -> None:
    for row in content.get("tasks", ()):
        task, new = tasks[row["key"]]
        for after in row.get("after", ()) if new else ():
            link_task(task=task, after=tasks[after][0], **who)


def _risks(version: PlanVersion, content: Mapping[str, Any], who: dict[str, Any]) -> int:
    there = set(PlanRisk.objects.filter(version=version).values_list("title", flat=True))
    rows = [row for row in content.get("risks", ()) if row["title"] not in there]
    for row in rows:
        add_line(
            version=version,
            kind=PlanRisk,
            title=row["title"],
            answer=row.get("answer", ""),
            shared=row.get("shared", True),
            likelihood=DEGREES[row.get("likelihood", "medium")],
            impact=DEGREES[row.get("impact", "medium")],
            **who,
        )
    return len(rows)


def _milestones(version: PlanVersion, content: Mapping[str, Any], closing: date | None, who: dict[str, Any]) -> int:
    there = set(PlanMilestone.objects.filter(version=version).values_list("title", flat=True))
    rows = [row for row in content.get("milestones", ()) if row["title"] not in there]
    for row in rows:
        starts_on = version.plan.starts_on
        on = day_of(row, starts_on) or max((closing or starts_on) + timedelta(days=row["days"]), starts_on)
        add_line(version=version, kind=PlanMilestone, title=row["title"], on=on, **who)
    return len(rows)
