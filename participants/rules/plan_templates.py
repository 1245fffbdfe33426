"""What a template of plans may hold, and on which days its lines fall. Pure.

    objectives: [{key, title, why, measure, unit, baseline, target}]
    tasks: [{key, title, side, days or by, calendar, detail, objective, after}]
    risks: [{title, likelihood, impact, answer, shared}]
    milestones: [{title, days or by}]
    stakeholders: [{title, side, part, interest, cares_for, rhythm, step}]

`counts_from: closing` is for what is counted from the closing day of a change of ownership instead of the plan's first
day: then `days` may be 0 or less, and a task may say for which `part` it is (buyer, acquired), for which market
`roles`, and its own `source` and `tag`.

`by` is a day of each year ("06-01"): the first such day of the plan. `days` count from the plan's first day, of tasks
in their `calendar`, of milestones calendar days. `objective` and `after` name keys of the same template.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from participants.choices import ContactRhythm, Degree, PlanSide, SourceTag, StakeholderPart
from participants.rules.acquisitions import ACQUIRED, BUYER
from participants.rules.plan_days import MOST_DAYS
from participants.rules.plan_tasks import require_no_circle
from portal.lifecycle.refusals import Refused

KNOWN: Final = {
    "objectives": frozenset({"key", "title", "why", "measure", "unit", "baseline", "target"}),
    "tasks": frozenset({"key", "title", "side", "days", "by", "calendar", "detail", "objective", "after"}),
    "risks": frozenset({"title", "likelihood", "impact", "answer", "shared"}),
    "milestones": frozenset({"title", "days", "by"}),
    "stakeholders": frozenset({"title", "side", "part", "interest", "cares_for", "rhythm", "step"}),
}
OF_CLOSING: Final = frozenset({"part", "roles", "source", "tag"})
COUNTS_FROM: Final = "counts_from"
CLOSING: Final = "closing"
DEGREES: Final = {"low": Degree.LOW, "medium": Degree.MEDIUM, "high": Degree.HIGH}


def check(content: Mapping[str, Any]) -> None:
    """Refused, in words, where a template could not become lines of a plan."""
    if unknown := sorted(content.keys() - KNOWN.keys() - {COUNTS_FROM}):
        raise Refused(f"A template has no list “{unknown[0]}”.")
    closing = content.get(COUNTS_FROM) == CLOSING
    if content.get(COUNTS_FROM, CLOSING) != CLOSING:
        raise Refused("Days count from the plan's first day, or from the closing day.")
    for kind, known in KNOWN.items():
        for row in content.get(kind, ()):
            _check_row(kind, row, known | OF_CLOSING if closing and kind == "tasks" else known, closing=closing)
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


def _check_row(kind: str, row: Mapping[str, Any], known: frozenset[str], *, closing: bool) -> None:
    if unknown := sorted(row.keys() - known):
        raise Refused(f"Unknown in {kind}: “{unknown[0]}”.")
    if not str(row.get("title", "")).strip():
        raise Refused(f"Each of the {kind} has a title.")
    if closing and kind in ("tasks", "milestones"):
        _check_counted(row)
    elif kind in ("tasks", "milestones") and _is_days(row.get("days")) == _is_day_of_year(row.get("by")):
        raise Refused(f"“{row['title']}”: give a number of days from 1 to {MOST_DAYS}, or a day of the year.")
    if kind == "tasks" and (row.get("side", PlanSide.OPERATOR) not in PlanSide.values or not row.get("key")):
        raise Refused(f"“{row['title']}”: a task has a key and is on the operator's or the participant's side.")
    if kind == "stakeholders":
        _check_person(row)
    if kind == "risks" and not {row.get("likelihood", "medium"), row.get("impact", "medium")} <= DEGREES.keys():
        raise Refused(f"“{row['title']}”: likelihood and impact are low, medium or high.")


def _check_counted(row: Mapping[str, Any]) -> None:
    if type(row.get("days")) is not int or abs(row["days"]) > MOST_DAYS or "by" in row:
        raise Refused(f"“{row['title']}”: give a number of days, below 0 for days before the closing day.")
    if row.get("part", BUYER) not in (BUYER, ACQUIRED) or row.get("tag", SourceTag.PROPOSED) not in SourceTag.values:
        raise Refused(f"“{row['title']}”: the part is buyer or acquired, and the tag one of the catalogs'.")


def _check_person(row: Mapping[str, Any]) -> None:
    chosen = (
        (row.get("side", PlanSide.PARTICIPANT), PlanSide.values),
        (row.get("part", StakeholderPart.INFORMED), StakeholderPart.values),
        (row.get("rhythm", ""), ["", *ContactRhythm.values]),
        (row.get("interest", "medium"), DEGREES),
        (row.get("step", 1), range(1, 10)),
    )
    if any(value not in values for value, values in chosen):
        raise Refused(f"“{row['title']}”: side, part, interest, rhythm or step is not one that there is.")


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
