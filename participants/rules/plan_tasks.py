"""How the tasks of a plan hang together: what waits for what, and circles refused with their path. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from participants.choices import TaskState
from participants.rules.requirements.dependencies import Circle, refuse_circle
from portal.lifecycle.refusals import Refused


def require_no_circle(links: Iterable[tuple[Any, Any]], titles: Mapping[Any, str]) -> None:
    """`links` are pairs of a task and the one it comes after; refused with the path in the tasks' titles."""
    before: dict[Any, frozenset[Any]] = {}
    for task, after in links:
        before[task] = before.get(task, frozenset()) | {after}
    try:
        refuse_circle(before)
    except Circle as circle:
        path = " → ".join(f"“{titles[one]}”" for one in circle.path)
        raise Refused(f"These tasks would wait for one another: {path}.") from circle


def waiting_for(tasks: Sequence[Any], links: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    """By key, the open tasks that each open task still waits for, the one due first in front."""
    by_key = {task.pk: task for task in tasks}
    found: dict[Any, list[Any]] = {}
    for task, after in links:
        if task not in by_key or after not in by_key:
            continue
        if by_key[task].state == by_key[after].state == TaskState.OPEN:
            found.setdefault(task, []).append(by_key[after])
    for waits in found.values():
        waits.sort(key=lambda one: (one.due_on, one.pk))
    return found
