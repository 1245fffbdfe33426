"""A picture of a report: columns side by side under their labels, with a goal as a line across. Plain numbers."""

from dataclasses import dataclass
from typing import Final

from portal.reporting.shapes import Chart, in_words

WIDTH: Final = 760
HEIGHT: Final = 240
LEFT: Final = 44
RIGHT: Final = 12
TOP: Final = 18
BOTTOM: Final = 28
MOST_NAMED: Final = 12
STEPS: Final = 4
WIDEST: Final = 46


@dataclass(frozen=True, slots=True)
class Bar:
    """`series` is the place of its name; `words` tell it in full."""

    x: float
    y: float
    width: float
    height: float
    series: int
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    bars: list[Bar]
    ticks: list[tuple[float, str]]
    levels: list[tuple[float, str]]
    goal: float | None
    names: tuple[str, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


def drawn(chart: Chart | None) -> Drawn | None:
    """None where nothing was counted at all."""
    values = [value for row in chart.values for value in row if value is not None] if chart is not None else []
    if chart is None or not any(values):
        return None
    top = top_of(max([*values, chart.goal or 0]), percent=chart.unit == "%")
    span = (WIDTH - LEFT - RIGHT) / len(chart.labels)
    wide = min((span - 6) / len(chart.names), WIDEST)
    every = -(-len(chart.labels) // MOST_NAMED)
    bars, ticks = [], []
    for place, label in enumerate(chart.labels):
        begin = LEFT + place * span + (span - wide * len(chart.names)) / 2
        for series, name in enumerate(chart.names):
            value = chart.values[series][place]
            if value is not None:
                y = _y(value, top)
                words = f"{label}, {name.lower()}: {in_words(value)}{_unit(chart)}"
                x = round(begin + series * wide, 1)
                bars.append(Bar(x, y, round(wide - 2, 1), round(HEIGHT - BOTTOM - y, 1), series, words))
        if place % every == 0:
            ticks.append((round(LEFT + (place + 0.5) * span, 1), label))
    levels = [(_y(top * step / STEPS, top), _level(top * step / STEPS)) for step in range(STEPS + 1)]
    return Drawn(bars, ticks, levels, None if chart.goal is None else _y(chart.goal, top), chart.names)


def top_of(most: float, *, percent: bool) -> float:
    """A round number not below the highest column, that divides into four."""
    if percent:
        return 100
    size = 1
    while True:
        for step in (1, 2, 3, 5, 10):
            if STEPS * step * size >= most:
                return STEPS * step * size
        size *= 10


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(value, top) / top, 1)


def _level(value: float) -> str:
    return in_words(int(value) if value == int(value) else value)


def _unit(chart: Chart) -> str:
    return f" {chart.unit}" if chart.unit else ""
