"""One version of a plan as its pages, papers and the API read it: every line with what follows from it.

The same statements for any number of lines; everything starts from what the person may see.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from accounts.models import User
from participants.actions.plan_clocks import KIND
from participants.choices import PlanSide, TaskState
from participants.deadlines import give_clocks
from participants.models import (
    PlanDependency,
    PlanInside,
    PlanMilestone,
    PlanObjective,
    PlanRisk,
    PlanStakeholder,
    PlanTask,
    PlanVersion,
)
from participants.plan_plot import Plot, plot_of
from participants.rules.plan_progress import Cell, matrix, percent, weight
from participants.rules.plan_tasks import waiting_for


@dataclass(frozen=True, slots=True)
class Situation:
    """A section of kept facts; each line with its day as a day."""

    title: str
    lines: list[dict[str, Any]]
    more: int


class Reading:
    """What a person may see of one version, on a day. `inner` reads what is inside as well; for the staff only."""

    def __init__(self, version: PlanVersion, user: Any, today: date, *, inner: bool = False) -> None:
        self.version, self.user, self.today, self.inner = version, user, today, inner

    @cached_property
    def situation(self) -> list[Situation]:
        return sections(self.version.situation)

    @cached_property
    def inside(self) -> PlanInside | None:
        rows = PlanInside.objects.visible_to(self.user).filter(version=self.version)
        return rows.first() if self.inner else None

    @cached_property
    def inner_facts(self) -> list[Situation]:
        return sections(self.inside.facts) if self.inside is not None else []

    @cached_property
    def tasks(self) -> list[PlanTask]:
        """By the day they are due, each with `waits`, `clock` (staff), `late` and `ours`."""
        rows = self._with_owner(self._lines(PlanTask).select_related("contact").order_by("due_on", "id"))
        waits = waiting_for(rows, self.links)
        if self.inner:
            give_clocks(rows, KIND)
        for row in rows:
            row.waits = waits.get(row.pk, [])
            row.late = row.state == TaskState.OPEN and row.due_on < self.today
            row.ours = row.side == PlanSide.OPERATOR
        return rows

    @cached_property
    def links(self) -> list[tuple[int, int]]:
        rows = PlanDependency.objects.visible_to(self.user).filter(task__version=self.version)
        return list(rows.order_by("task_id", "after_id").values_list("task_id", "after_id"))

    @cached_property
    def objectives(self) -> list[PlanObjective]:
        """Each with the `percent` of its way and the numbers of its tasks."""
        rows = list(self._lines(PlanObjective))
        for row in rows:
            own = [task for task in self.tasks if task.objective_id == row.pk and task.state != TaskState.DROPPED]
            row.percent = percent(row.baseline, row.target, row.latest)
            row.task_count = len(own)
            row.done_count = sum(task.state == TaskState.DONE for task in own)
        return rows

    @cached_property
    def risks(self) -> list[PlanRisk]:
        """The heaviest first."""
        rows = self._with_owner(self._lines(PlanRisk))
        for row in rows:
            row.weight = weight(row.likelihood, row.impact)
        return sorted(rows, key=lambda row: (row.state != "open", -row.likelihood * row.impact, row.order))

    @cached_property
    def matrix(self) -> list[tuple[str, list[Cell]]]:
        return matrix(self.risks)

    @cached_property
    def stakeholders(self) -> list[PlanStakeholder]:
        return list(self._lines(PlanStakeholder).select_related("contact"))

    @cached_property
    def ladder(self) -> list[tuple[int, list[PlanStakeholder]]]:
        """The agreed escalation ladder: each step with its people, the operator's first."""
        rows = sorted((row for row in self.stakeholders if row.step), key=lambda row: (row.step, row.side, row.order))
        return [(step, list(people)) for step, people in groupby(rows, key=lambda row: row.step)]

    @cached_property
    def milestones(self) -> list[PlanMilestone]:
        rows = list(self._lines(PlanMilestone).order_by("on", "id"))
        for row in rows:
            row.late = row.reached_on is None and row.on < self.today
        return rows

    @cached_property
    def plot(self) -> Plot | None:
        plan = self.version.plan
        return plot_of(
            tasks=self.tasks,
            milestones=self.milestones,
            links=self.links,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            today=self.today,
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        """Tasks in numbers: all that were not dropped, done ones, late ones, and those that wait for another."""
        tasks = [task for task in self.tasks if task.state != TaskState.DROPPED]
        return {
            "tasks": len(tasks),
            "done": sum(task.state == TaskState.DONE for task in tasks),
            "late": sum(task.late for task in tasks),
            "waiting": sum(bool(task.waits) for task in tasks),
        }

    def _with_owner(self, rows: Any) -> list[Any]:
        """A participant's user knows of the owners what a card shows, and only those the company may know."""
        if self.user.is_staff:
            return list(rows.select_related("owner"))
        found = list(rows)
        known = {one.pk: one for one in User.objects.filter(pk__in={row.owner_id for row in found}).cards()}
        for row in found:
            row.owner = known.get(row.owner_id)
        return found

    def _lines(self, model: Any) -> Any:
        return model.objects.visible_to(self.user).filter(version=self.version)


def sections(kept: list[dict[str, Any]]) -> list[Situation]:
    """Sections as a version keeps them, for people: days in ISO form become days."""
    return [
        Situation(
            section["title"],
            [line | {"day": date.fromisoformat(line["day"]) if line.get("day") else None} for line in section["lines"]],
            section.get("more", 0),
        )
        for section in kept
    ]
