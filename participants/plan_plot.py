"""A picture of a plan: its milestones, and each task from the day it begins to the day it is due. Plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from participants.choices import TaskState

LEFT: Final = 280
WIDTH: Final = 1000
RIGHT: Final = 24
HEAD: Final = 30
ROW: Final = 26
BAR: Final = 10
LEAST_WIDTH: Final = 4
MARK: Final = 6
MOST_TICKS: Final = 9
LONGEST_LABEL: Final = 38
USUAL: Final = timedelta(days=14)  # a task that names no first day is drawn as two weeks of work
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One task; `links` are the ends of lines from the tasks that come before it."""

    task: Any
    label: str
    begin: date
    y: int
    text_y: int
    x: float
    width: float
    tone: str
    links: list[str]


@dataclass(frozen=True, slots=True)
class Mark:
    """One milestone: a diamond at its day in the top row."""

    milestone: Any
    x: float
    points: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Plot:
    bars: list[Bar]
    marks: list[Mark]
    ticks: list[tuple[float, str]]
    today_x: float | None
    marks_y: int
    width: int
    height: int


def plot_of(
    *,
    tasks: Sequence[Any],
    milestones: Sequence[Any],
    links: Sequence[tuple[int, int]],
    starts_on: date,
    ends_on: date,
    today: date,
) -> Plot | None:
    """None where the plan has neither a task nor a milestone. Dropped tasks are not drawn."""
    drawn = sorted((one for one in tasks if one.state != TaskState.DROPPED), key=lambda one: (one.due_on, one.pk))
    if not drawn and not milestones:
        return None
    days = [begin_of(one, starts_on) for one in drawn] + [one.due_on for one in drawn] + [one.on for one in milestones]
    first, last = min([starts_on, *days]), max([ends_on, *days])
    scale = (WIDTH - LEFT - RIGHT) / ((last - first).days + 1)

    def at(day: date) -> float:
        return round(LEFT + (day - first).days * scale, 1)

    top = HEAD + (ROW if milestones else 0)
    middles = {one.pk: (top + ROW * number + ROW // 2, at(one.due_on)) for number, one in enumerate(drawn)}
    bars = [_bar(one, top + ROW * number, at, today, starts_on) for number, one in enumerate(drawn)]
    for bar in bars:
        bar.links.extend(
            _line(middles[after], bar) for task, after in links if task == bar.task.pk and after in middles
        )
    return Plot(
        bars=bars,
        marks=[_mark(one, at(one.on), HEAD + ROW // 2) for one in milestones],
        ticks=[(at(day), f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}") for day in _months(first, last)],
        today_x=at(today) if first <= today <= last else None,
        marks_y=HEAD + ROW // 2 + 4,
        width=WIDTH,
        height=top + ROW * len(drawn) + 8,
    )


def begin_of(task: Any, starts_on: date) -> date:
    """The first day of a task's bar, within the plan."""
    return min(max(task.begins_on or task.due_on - USUAL, starts_on), task.due_on)


def _bar(task: Any, top: int, at: Any, today: date, starts_on: date) -> Bar:
    begin = begin_of(task, starts_on)
    label = task.title if len(task.title) <= LONGEST_LABEL else f"{task.title[: LONGEST_LABEL - 1].rstrip()}…"
    return Bar(
        task=task,
        label=label,
        begin=begin,
        y=top + (ROW - BAR) // 2,
        text_y=top + ROW // 2 + 4,
        x=at(begin),
        width=max(round(at(task.due_on) - at(begin), 1), LEAST_WIDTH),
        tone=_tone(task, today),
        links=[],
    )


def _tone(task: Any, today: date) -> str:
    if task.state == TaskState.DONE:
        return "done"
    if task.due_on < today:
        return "late"
    return task.side


def _line(before: tuple[int, float], bar: Bar) -> str:
    """From the end of the earlier task down to the begin of the later one, as the points of a line."""
    y, x = before
    middle = bar.y + BAR // 2
    return f"{x},{y} {x + 4},{y} {x + 4},{middle} {bar.x},{middle}" if x + 4 <= bar.x else f"{x},{y} {x},{middle}"


def _mark(milestone: Any, x: float, y: int) -> Mark:
    points = f"{x},{y - MARK} {round(x + MARK, 1)},{y} {x},{y + MARK} {round(x - MARK, 1)},{y}"
    return Mark(milestone, x, points, milestone.reached_on is not None)


def _months(first: date, last: date) -> list[date]:
    """First days of months between the two, thinned out where there are many."""
    found, day = [], first if first.day == 1 else (first.replace(day=1) + 32 * ONE_DAY).replace(day=1)
    while day <= last:
        found.append(day)
        day = (day + 32 * ONE_DAY).replace(day=1)
    step = -(-len(found) // MOST_TICKS) or 1
    return found[::step]
