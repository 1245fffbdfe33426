"""When the next review meeting of a plan is due, and what stands on its agenda. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from participants.choices import ObjectiveState, RiskState, TaskState
from portal.web.words import short_day

QUARTER: Final = 3
A_WEEK: Final = timedelta(days=7)
MOST_OF_A_KIND: Final = 10
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A point as it is proposed; `about` is the reference of the row it is about."""

    text: str
    about: str = ""
    shared: bool = True


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last one."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    first = date(year, month + 1, 1)
    following = date(year + month // (MONTHS - 1), (month + 1) % MONTHS + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def next_review(starts_on: date, ends_on: date, last: date | None, today: date) -> date:
    """A quarter after the last review or the plan's beginning, in a week's time at the earliest while it runs.

    The last review falls within the plan: what is left of it is looked at before it ends.
    """
    wanted = months_later(last or starts_on, QUARTER)
    wanted = min(wanted, ends_on)
    return max(wanted, today + A_WEEK)


def number(value: Decimal | None) -> str:
    """Without zeros behind the point that say nothing."""
    return "" if value is None else f"{value.normalize():,f}"


def standing(objective: Any) -> str:
    """What an objective is measured by and where it stands, in words."""
    if not objective.measure:
        return ""
    told = measured_by(objective)
    if objective.latest is None:
        return f"{told}, not measured yet"
    way = f" ({objective.percent} %)" if objective.percent is not None and objective.unit != "%" else ""
    unit = " %" if objective.unit == "%" else ""
    return f"{told}, now {number(objective.latest)}{unit}{way}, {short_day(objective.latest_on)}"


def measured_by(objective: Any) -> str:
    """The measure with its way and unit; "" where nothing is measured."""
    unit = f" {objective.unit}" if objective.unit else ""
    if objective.target is None:
        return f"{objective.measure}{f' ({objective.unit})' if unit else ''}"
    return f"{objective.measure}: {number(objective.baseline) or '0'} to {number(objective.target)}{unit}"


def agenda(
    *,
    tasks: Iterable[Any],
    objectives: Iterable[Any],
    risks: Iterable[Any],
    news: Sequence[Point] = (),
    inner: Sequence[Point] = (),
    actions: tuple[int, int] | None = None,
) -> list[Point]:
    """The points of a meeting from what the plan says on the day: what is late, what is measured, what may go wrong.

    `actions`: how many action items the last review had, and how many of their tasks are done. `inner` points are
    for the staff's own preparation.
    """
    points = []
    if actions is not None and actions[0]:
        count, done = actions
        points.append(Point(f"Action items of the last review: {done} of {count} done"))
    late = [task for task in tasks if task.state == TaskState.OPEN and task.late]
    points += _bounded((_late(task) for task in late), "overdue tasks")
    aims = [one for one in objectives if one.state == ObjectiveState.OPEN]
    points += _bounded((_aim(one) for one in aims), "objectives")
    dangers = [one for one in risks if one.state == RiskState.OPEN]
    points += _bounded((_danger(one) for one in dangers), "risks")
    points += _bounded(news, "new facts")
    points += _bounded(inner, "matters inside")
    points.append(Point("What else either side brings"))
    return points


def new_facts(known: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], seen: Iterable[str]) -> list[Point]:
    """What presses, and lines of the facts that the plan did not hold and no earlier agenda named.

    Lines that name no row of their own stand together in one point for their section.
    """
    told = {(section["key"], _key(line)) for section in known for line in section["lines"]}
    earlier = set(seen)
    points = []
    for section in found:
        lines = [
            line
            for line in section["lines"]
            if line["urgent"] or ((section["key"], _key(line)) not in told and line["ref"] not in earlier)
        ]
        points += [Point(f"{section['title']}: {in_words(line)}", line["ref"]) for line in lines if line["ref"]]
        if loose := [in_words(line) for line in lines if not line["ref"]]:
            points.append(Point(f"{section['title']}: {'; '.join(loose)}"))
    return points


def in_words(line: dict[str, Any]) -> str:
    """A kept line with its day."""
    return f"{line['text']}, {short_day(date.fromisoformat(line['day']))}" if line.get("day") else line["text"]


def _key(line: dict[str, Any]) -> str:
    return line["ref"] or line["text"]


def _late(task: Any) -> Point:
    side = task.get_side_display().lower()
    return Point(f"Overdue since {short_day(task.due_on)}: {task.title} ({side})", task.ref, task.shared)


def _aim(objective: Any) -> Point:
    told = standing(objective)
    words = f"Objective: {objective.title}{f'. {told}' if told else ''}"
    return Point(words, objective.ref, objective.shared)


def _danger(risk: Any) -> Point:
    return Point(f"Risk: {risk.title} ({risk.weight})", risk.ref, risk.shared)


def _bounded(points: Iterable[Point], what: str) -> list[Point]:
    """The first ones, and how many more there are; a number that counts inner ones is not told to the participant."""
    found = list(points)
    left = found[MOST_OF_A_KIND:]
    more = [Point(f"{len(left)} more {what}", shared=all(point.shared for point in left))] if left else []
    return found[:MOST_OF_A_KIND] + more
