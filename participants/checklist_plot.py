"""A picture of a plan: each open item from its earliest begin to its last day, and today's line. Plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from participants.checklist_pages import Line

LEFT: Final = 76
WIDTH: Final = 960
RIGHT: Final = 16
HEAD: Final = 28
ROW: Final = 20
BAR: Final = 10
LEAST_WIDTH: Final = 4
MOST_TICKS: Final = 9
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bar:
    """One item: the work from the earliest begin on, the slack after it, and the mark of its last day."""

    line: Line
    y: int
    text_y: int
    x: float
    width: float
    slack_x: float
    slack_width: float
    last_x: float | None
    lost: bool

    @property
    def middle(self) -> int:
        return self.y + BAR // 2


@dataclass(frozen=True, slots=True)
class Plot:
    """Coordinates of a picture `width` wide; `ticks` are months with their place, `marks` days with a name."""

    bars: list[Bar]
    ticks: list[tuple[float, str]]
    today_x: float
    target_x: float | None
    flight: tuple[float, float] | None
    width: int
    height: int


def plot_of(
    lines: Sequence[Line], *, today: date, target: date | None, flight: tuple[date, date] | None = None
) -> Plot | None:
    """None where nothing is open."""
    shown = [line for line in lines if line.begin or line.no_flight]
    if not shown:
        return None
    days = [day for line in shown for day in (line.begin, line.finish, line.last) if day]
    days += [day for day in (target, *(flight or ())) if day]
    first, last = min([*days, today]), max([*days, today + 14 * ONE_DAY])
    scale = (WIDTH - LEFT - RIGHT) / (last - first + 2 * ONE_DAY).days

    def at(day: date) -> float:
        return round(LEFT + ((day - first).days + 1) * scale, 1)

    bars = [_bar(line, HEAD + ROW * number, at, today, scale) for number, line in enumerate(shown)]
    return Plot(
        bars=bars,
        ticks=[(at(day), f"{day:%b} {day.year}" if day.month == 1 else f"{day:%b}") for day in _months(first, last)],
        today_x=at(today),
        target_x=at(target) if target else None,
        flight=(at(flight[0]), round((flight[1] - flight[0]).days * scale, 1)) if flight else None,
        width=WIDTH,
        height=HEAD + ROW * len(shown) + 8,
    )


def _bar(line: Line, top: int, at, today: date, scale: float) -> Bar:
    begin = at(line.begin or today)
    end = at(line.finish) if line.finish else begin
    width = max(round(end - begin, 1), LEAST_WIDTH)
    last = at(line.last) if line.last else None
    slack = max(last - (begin + width), 0) if last is not None else 0
    return Bar(
        line=line,
        y=top + (ROW - BAR) // 2,
        text_y=top + ROW // 2 + 4,
        x=begin,
        width=width,
        slack_x=round(begin + width, 1),
        slack_width=round(slack, 1),
        last_x=last,
        lost=line.no_flight,
    )


def _months(first: date, last: date) -> list[date]:
    """First days of months between the two, thinned out where there are many."""
    found, day = [], (first.replace(day=1) + 32 * ONE_DAY).replace(day=1)
    while day <= last:
        found.append(day)
        day = (day + 32 * ONE_DAY).replace(day=1)
    step = -(-len(found) // MOST_TICKS) or 1
    return found[::step]
