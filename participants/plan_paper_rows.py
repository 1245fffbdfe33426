"""What the papers about a plan print of its rows: objectives, tasks, risks, milestones, people, facts; plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.conf import settings

from participants.choices import PlanSide, TaskState
from participants.models import AccountPlan
from participants.plan_reading import Reading, Situation
from participants.rules.plan_progress import WHOLE
from participants.rules.plan_reviews import measured_by, number
from portal import typesetting
from portal.scoping.today import MARKET_ZONE
from portal.web.words import moment, short_day

MOST: Final = {"objectives": 12, "tasks": 40, "risks": 10}
MOST_LINES: Final = 8
WEIGHTS: Final = {"high": "bad", "medium": "warn", "low": "plain"}
STATES: Final = {"reached": "good", "missed": "bad", "done": "good"}


@dataclass(frozen=True, slots=True)
class Paper:
    name: str
    content: bytes


def frame(plan: AccountPlan, reference: str, now: datetime) -> dict[str, Any]:
    logo = settings.OPERATOR_LOGO_TEXT or settings.OPERATOR_NAME
    return {
        "reference": reference,
        "made": f"drawn {moment(local(now))}",
        "operator": {"name": settings.OPERATOR_NAME, "logo": logo},
        "participant": plan.participant.name,
    }


def body(reading: Reading, tasks: list[Any]) -> dict[str, Any]:
    """Objectives, tasks and risks, so many of each as fit into the paper."""
    rows = {
        "objectives": [_objective(row) for row in reading.objectives],
        "tasks": [_task(row) for row in sorted(tasks, key=lambda one: (not one.is_open, one.due_on, one.pk))],
        "risks": [_risk(row) for row in reading.risks],
    }
    counts = reading.counts
    late = f", {counts['late']} overdue" if counts["late"] else ""
    return {
        "figures": f"{counts['done']} of {counts['tasks']} done{late}.",
        "more": {name: max(0, len(found) - MOST[name]) for name, found in rows.items()},
        **{name: found[: MOST[name]] for name, found in rows.items()},
    }


def _objective(row: Any) -> dict[str, Any]:
    left = row.task_count
    unit = f" {row.unit}" if row.unit else ""
    return {
        "title": row.title,
        "why": row.why,
        "measure": measured_by(row) + (f", measured {short_day(row.latest_on)}" if row.latest_on else ""),
        "state": "" if row.state == "open" else row.get_state_display(),
        "tone": STATES.get(row.state, "plain"),
        "percent": row.percent,
        "baseline": number(row.baseline) or "0",
        "latest": number(row.latest) + (unit if row.percent is not None and row.percent < WHOLE else ""),
        "target": number(row.target),
        "tasks": f"{row.done_count} of {left} task{'s' if left != 1 else ''} done" if left else "",
    }


def _task(row: Any) -> dict[str, Any]:
    ours = row.side == PlanSide.OPERATOR
    person = row.owner if ours else row.contact
    notes = [f"after {one.title}" for one in row.waits]
    state, tone = row.get_state_display(), STATES.get(row.state, "plain")
    if row.late:
        state, tone = "Overdue", "bad"
    elif row.waits and row.is_open:
        state, tone = "Waiting", "warn"
    return {
        "title": row.title,
        "inside": not row.shared,
        "note": "; ".join([*notes, *([row.outcome] if row.state == TaskState.DONE and row.outcome else [])]),
        "who": person.name if person is not None else (settings.OPERATOR_NAME if ours else "The company"),
        "side": row.get_side_display().lower(),
        "due": short_day(row.due_on),
        "state": state,
        "tone": tone,
    }


def _risk(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "inside": not row.shared,
        "answer": row.answer,
        "degrees": f"{row.get_likelihood_display()} likelihood, {row.get_impact_display().lower()} impact",
        "weight": row.weight.capitalize() if row.state == "open" else row.get_state_display(),
        "tone": WEIGHTS[row.weight] if row.state == "open" else "plain",
    }


def milestone(row: Any) -> dict[str, Any]:
    if row.reached_on is not None:
        return {"title": row.title, "on": short_day(row.on), "state": "Reached", "tone": "good"}
    late = {"state": "Overdue", "tone": "bad"} if row.late else {"state": "Ahead", "tone": "plain"}
    return {"title": row.title, "on": short_day(row.on), **late}


def person_row(row: Any) -> dict[str, Any]:
    words = [
        row.get_part_display(),
        row.get_side_display().lower(),
        row.get_rhythm_display().lower() if row.rhythm else "",
        f"step {row.step} of the escalation ladder" if row.step else "",
    ]
    part = ", ".join(filter(None, words))
    names = {"part": part, "interest": row.get_interest_display(), "cares_for": row.cares_for}
    return {"name": row.title, **names}


def told_sections(rows: Iterable[Situation]) -> list[dict[str, Any]]:
    """Kept facts, each section so short that the whole fits."""
    return [
        {
            "title": row.title,
            "lines": [
                {"text": line["text"], "day": short_day(line["day"]) if line["day"] else "", "urgent": line["urgent"]}
                for line in row.lines[:MOST_LINES]
            ],
            "more": row.more + max(0, len(row.lines) - MOST_LINES),
        }
        for row in rows
    ]


def action(point: Any, today: date) -> dict[str, Any]:
    task = point.task
    state, tone = ("Not in the plan", "warn") if task is None else (task.get_state_display(), "plain")
    if task is not None and task.is_open and task.due_on < today:
        state, tone = "Overdue", "bad"
    elif task is not None and task.state == TaskState.DONE:
        tone = "good"
    told = {"side": point.get_side_display().lower(), "due": short_day(task.due_on if task else point.due_on)}
    return {"text": point.text, "state": state, "tone": tone, **told}


def pairs(**told: str) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in told.items()]


def reach(person: Any) -> str:
    return " · ".join(part for part in (person.phone, person.email) if part) if person is not None else ""


def period(plan: AccountPlan) -> str:
    return f"{short_day(plan.starts_on)} to {short_day(plan.ends_on)}"


def local(at: datetime) -> datetime:
    return at.astimezone(MARKET_ZONE)


def printed(template: str, told: Mapping[str, Any], now: datetime) -> bytes:
    return typesetting.pdf(template, told, at=now)
