"""Carrying the content of one version of a plan into another: parts of other actions, which hold the locks."""

from typing import Any, Final

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
from portal.lifecycle.bulk import update_many

OWN: Final = frozenset({"id", "ref", "created_at", "version"})
# What becomes of lines while a version is agreed, by kind: what the next version must not forget.
KEPT: Final = {
    PlanObjective: ("latest", "latest_on", "state"),
    PlanMilestone: ("reached_on",),
    PlanTask: ("state", "done_at", "done_by_id", "outcome"),
}


def copy_lines(from_version: PlanVersion, to_version: PlanVersion) -> None:
    """Every line with its `line`, tasks with their objective and dependencies, the words, and what is inside.

    A fixed number of statements for any number of lines.
    """
    for model in (PlanRisk, PlanStakeholder, PlanMilestone):
        _copied(model, from_version, to_version)
    objectives = {row.line: row for row in _copied(PlanObjective, from_version, to_version)}
    tasks = {row.line: row for row in _copied_tasks(from_version, to_version, objectives)}
    links = PlanDependency.objects.filter(task__version=from_version)
    PlanDependency.objects.bulk_create(
        PlanDependency(task=tasks[task], after=tasks[after], participant_id=to_version.participant_id)
        for task, after in links.values_list("task__line", "after__line")
    )
    to_version.apply(
        summary=from_version.summary, situation=from_version.situation, gathered_at=from_version.gathered_at
    )
    inside = PlanInside.objects.filter(version=from_version).first()
    if inside is not None:
        PlanInside.objects.update_or_create(
            version=to_version,
            defaults={
                "participant_id": to_version.participant_id,
                "facts": inside.facts,
                "assessment": inside.assessment,
            },
        )


def carry_work(from_version: PlanVersion, to_version: PlanVersion) -> int:
    """What was done and measured meanwhile, for the same lines of the version that takes over; returns how many.

    Call it when the later version is agreed: it was drafted while the earlier one was still worked on.
    """
    return sum(_carry(model, names, from_version, to_version) for model, names in KEPT.items())


def _carry(model: type, names: tuple[str, ...], from_version: PlanVersion, to_version: PlanVersion) -> int:
    before = {row.line: row for row in model.objects.filter(version=from_version)}
    changed = []
    for row in model.objects.filter(version=to_version, line__in=before):
        old = before[row.line]
        values = {name: getattr(old, name) for name in names}
        if "outcome" in values and row.shared and not old.shared:
            values["outcome"] = ""  # it was written while only the staff read the task
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    return update_many(model, list(names), changed)


def _copied(model: type, from_version: PlanVersion, to_version: PlanVersion) -> list[Any]:
    old = model.objects.filter(version=from_version)
    return model.objects.bulk_create(model(version=to_version, **_values(row)) for row in old)


def _values(old: Any) -> dict[str, Any]:
    fields = [field for field in old._meta.concrete_fields if field.name not in OWN]
    return {field.attname: getattr(old, field.attname) for field in fields}


def _copied_tasks(from_version: PlanVersion, to_version: PlanVersion, objectives: dict[Any, Any]) -> list[PlanTask]:
    rows = []
    for old in PlanTask.objects.filter(version=from_version).select_related("objective"):
        row = PlanTask(version=to_version, **_values(old))
        row.objective = objectives[old.objective.line] if old.objective is not None else None
        rows.append(row)
    return PlanTask.objects.bulk_create(rows)
