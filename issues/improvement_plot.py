"""A picture of a measure over time against its baseline and target. Plain numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

WIDTH: Final = 640
HEIGHT: Final = 220
LEFT: Final = 4
RIGHT: Final = 96
TOP: Final = 16
BOTTOM: Final = 30


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Level:
    """A line over the whole width: the baseline, the target."""

    name: str
    y: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Plot:
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def plot_of(measured: Sequence[Any], baseline: Decimal | None, target: Decimal | None) -> Plot | None:
    """None until something was measured. Rows have `on` and `value`, the earliest first."""
    if not measured:
        return None
    levels = [(name, value) for name, value in (("Baseline", baseline), ("Target", target)) if value is not None]
    values = [row.value for row in measured] + [value for _, value in levels]
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    span = (high - low) or Decimal(1)
    first, days = measured[0].on, max((measured[-1].on - measured[0].on).days, 1)

    def y_of(value: Decimal) -> int:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / span)

    def x_of(day: date) -> int:
        return round(LEFT + 12 + (WIDTH - LEFT - RIGHT - 24) * (day - first).days / days)

    dots = tuple(Dot(x_of(row.on), y_of(row.value), row.on, row.value) for row in measured)
    return Plot(dots, tuple(Level(name, y_of(value), value) for name, value in levels))
