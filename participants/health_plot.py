"""A picture of a score over time, over the bands of the marks, with its drops and marks set by hand. Plain numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from participants.rules.health import Scale

WIDTH: Final = 720
HEIGHT: Final = 240
LEFT: Final = 34
RIGHT: Final = 74
TOP: Final = 12
BOTTOM: Final = 28
ONE_DAY: Final = timedelta(days=1)
MOST_TICKS: Final = 6
BINS: Final = 10
BAR_WIDTH: Final = 640
BAR_HEIGHT: Final = 120
FOOT: Final = 20


@dataclass(frozen=True, slots=True)
class Band:
    name: str
    css: str
    y: float
    height: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """`lines` are broken where a day has no score; `breaks` are days from which other weights hold."""

    bands: list[Band]
    lines: list[str]
    dots: list[Dot]
    drops: list[Dot]
    breaks: list[tuple[float, date]]
    ticks: list[tuple[float, str]]
    spans: list[tuple[float, float, Any]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    floor: int = HEIGHT - BOTTOM
    span: int = WIDTH - RIGHT - LEFT


def plot_of(
    scores: Sequence[Any], *, drops: Iterable[Any], overrides: Iterable[Any], scale: Scale, first: date, today: date
) -> Plot | None:
    """None until there are two days with a score. Rows have `day`, `score` and `rules`, the earliest first."""
    judged = [row for row in scores if row.score is not None]
    if len(judged) < 2:
        return None
    first = max(first, judged[0].day)
    width = (WIDTH - LEFT - RIGHT) / max((today - first).days, 1)

    def x_of(day: date) -> float:
        return round(LEFT + (min(max(day, first), today) - first).days * width, 1)

    found = [drop for drop in drops if first <= drop.day <= today]
    return Plot(
        bands=_bands(scale),
        lines=_lines(scores, x_of),
        dots=[Dot(x_of(row.day), y_of(row.score), row.day, f"{row.score}") for row in (judged[0], judged[-1])],
        drops=[
            Dot(x_of(one.day), y_of(one.to_score), one.day, f"fell from {one.from_score} to {one.to_score}")
            for one in found
        ],
        breaks=[
            (x_of(row.day), row.day)
            for before, row in zip(scores, scores[1:], strict=False)
            if row.rules != before.rules
        ],
        ticks=_ticks(first, today, x_of),
        spans=[_span(one, x_of) for one in overrides if _until(one) >= first],
    )


def y_of(score: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * score / 100, 1)


def _bands(scale: Scale) -> list[Band]:
    edges = [("Good", "good", 100, scale.good_from), ("Watch", "watch", scale.good_from, scale.watch_from)]
    edges.append(("Poor", "poor", scale.watch_from, 0))
    return [
        Band(name, css, y_of(high), round(y_of(low) - y_of(high), 1), round((y_of(high) + y_of(low)) / 2 + 4, 1))
        for name, css, high, low in edges
    ]


def _lines(scores: Sequence[Any], x_of: Any) -> list[str]:
    lines: list[list[str]] = [[]]
    for row in scores:
        if row.score is None:
            lines.append([])
        else:
            lines[-1].append(f"{x_of(row.day)},{y_of(row.score)}")
    return [" ".join(points) for points in lines if len(points) > 1]


def _until(override: Any) -> date:
    return override.last_day


def _span(override: Any, x_of: Any) -> tuple[float, float, Any]:
    begin = x_of(override.first_day)
    return begin, max(round(x_of(_until(override)) - begin, 1), 3), override


def _ticks(first: date, today: date, x_of: Any) -> list[tuple[float, str]]:
    """First days of months, of a short time every Monday, thinned out."""
    days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    months = [day for day in days if day.day == 1]
    chosen = months if len(months) > 1 else [day for day in days if day.weekday() == 0]
    step = -(-len(chosen) // MOST_TICKS) or 1
    return [
        (x_of(day), f"{day:%b} {day.year if day.month == 1 and day.day == 1 else day.day}") for day in chosen[::step]
    ]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many relationships have a score from `low` to `high`."""

    low: int
    high: int
    count: int
    x: float
    y: float
    width: float
    height: float
    css: str


def bars_of(counts: dict[int, int], scale: Scale) -> list[Bar]:
    """Ten bars; `counts` by tens, 100 among the nineties. Each has the color of the mark most of it has."""
    most = max(counts.values(), default=0) or 1
    width = BAR_WIDTH / BINS
    bars = []
    for number in range(BINS):
        count = counts.get(number, 0)
        height = round((BAR_HEIGHT - FOOT - 16) * count / most, 1)
        middle = number * BINS + BINS // 2
        css = "good" if middle >= scale.good_from else "watch" if middle >= scale.watch_from else "poor"
        low, high = number * BINS, 100 if number == BINS - 1 else number * BINS + BINS - 1
        x, y = round(number * width + 4, 1), round(BAR_HEIGHT - FOOT - height, 1)
        bars.append(Bar(low, high, count, x, y, round(width - 8, 1), height, css))
    return bars
