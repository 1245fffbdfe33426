"""What a template of plans may hold, and on which days its lines fall. Pure.

    objectives: [{key, title, why, measure, unit, baseline, target}]
    tasks: [{key, title, side, days or by, calendar, detail, objective, after}]
    risks: [{title, likelihood, impact, answer, shared}]
    milestones: [{title, days or by}]

`by` is a day of each year ("06-01"): the first such day of the plan. `days` count from the plan's first day, of tasks
in their `calendar`, of milestones calendar days. `objective` and `after` name keys of the same template.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from participants.choices import Degree, PlanSide
from participants.rules.plan_days import MOST_DAYS
from participants.rules.plan_tasks import require_no_circle
from portal.lifecycle.refusals import Refused

KNOWN: Final = {
    "objectives": frozenset({"key", "title", "why", "measure", "unit", "baseline", "target"}),
    "tasks": frozenset({"key", "title", "side", "days", "by", "calendar", "detail", "objective", "after"}),
    "risks": frozenset({"title", "likelihood", "impact", "answer", "shared"}),
    "milestones": frozenset({"title", "days", "by"}),
}
DEGREES: Final = {"low": Degree.LOW, "medium": Degree.MEDIUM, "high": Degree.HIGH}


def check(content: Mapping[str, Any]) -> None:
    """Refused, in words, where a template could not become lines of a plan."""
    if unknown := sorted(content.keys() - KNOWN.keys()):
        raise Refused(f"A template has no list “{unknown[0]}”.")
    for kind, known in KNOWN.items():
        for row in content.get(kind, ()):
            _check_row(kind, row, known)
    objectives = {row.get("key") for row in content.get("objectives", ())}
    tasks = {row["key"]: row for row in content.get("tasks", ())}
    links = []
    for key, row in tasks.items():
        if row.get("objective") not in objectives | {None}:
            raise Refused(f"The task “{key}” names the objective “{row['objective']}”, which is not there.")
        for after in row.get("after", ()):
            if after not in tasks:
                raise Refused(f"The task “{key}” comes after “{after}”, which is not there.")
            links.append((key, after))
    require_no_circle(links, {key: row["title"] for key, row in tasks.items()})


def _check_row(kind: str, row: Mapping[str, Any], known: frozenset[str]) -> None:
    if unknown := sorted(row.keys() - known):
        raise Refused(f"Unknown in {kind}: “{unknown[0]}”.")
    if not str(row.get("title", "")).strip():
        raise Refused(f"Each of the {kind} has a title.")
    if kind in ("tasks", "milestones") and _is_days(row.get("days")) == _is_day_of_year(row.get("by")):
        raise Refused(f"“{row['title']}”: give a number of days from 1 to {MOST_DAYS}, or a day of the year.")
    if kind == "tasks" and (row.get("side", PlanSide.OPERATOR) not in PlanSide.values or not row.get("key")):
        raise Refused(f"“{row['title']}”: a task has a key and is on the operator's or the participant's side.")
    if kind == "risks" and not {row.get("likelihood", "medium"), row.get("impact", "medium")} <= DEGREES.keys():
        raise Refused(f"“{row['title']}”: likelihood and impact are low, medium or high.")


def day_of(row: Mapping[str, Any], starts_on: date) -> date | None:
    """The first such day of the year from the plan's first day on; None where days are counted."""
    if "by" not in row:
        return None
    month, day = map(int, row["by"].split("-"))
    found = date(starts_on.year, month, day)
    return found if found >= starts_on else date(starts_on.year + 1, month, day)


def _is_days(days: Any) -> bool:
    return type(days) is int and 1 <= days <= MOST_DAYS


def _is_day_of_year(text: Any) -> bool:
    """A day that every year has."""
    try:
        return isinstance(text, str) and bool(date.fromisoformat(f"2001-{text}"))
    except ValueError:
        return False
