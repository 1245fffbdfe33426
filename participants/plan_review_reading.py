"""The points of a review meeting as the pages of both sides read them."""

from typing import Any

from participants.choices import PlanState, PointKind
from participants.models import PlanReview, PlanTask, ReviewPoint


def by_kind(points: list[ReviewPoint]) -> dict[str, list[ReviewPoint]]:
    """Agenda, decisions and action items apart."""
    return {f"{kind}_points": [point for point in points if point.kind == kind] for kind in PointKind.values}


def with_tasks(points: list[ReviewPoint], review: PlanReview, user: Any) -> None:
    """Give each action item the task it became, as far as the person may see it: the agreed one, else the newest."""
    lines = {point.task_line for point in points if point.task_line}
    rows = PlanTask.objects.visible_to(user).filter(version__plan=review.plan_id, line__in=lines)
    found = list(rows.select_related("version")) if lines else []
    found.sort(key=lambda row: (row.version.state == PlanState.AGREED, row.version.number))
    known = {task.line: task for task in found}
    for point in points:
        point.task = known.get(point.task_line)
