"""A picture of an effect: two bars, the cases of ninety days before and after. Plain numbers."""

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 420
LEFT: Final = 64
RIGHT: Final = 44
ROW: Final = 34
BAR: Final = 18
LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    count: int
    y: int
    width: int
    kind: str

    @property
    def text_y(self) -> int:
        return self.y + BAR - 5

    @property
    def end(self) -> int:
        return LEFT + self.width + 8


@dataclass(frozen=True, slots=True)
class Plot:
    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = 2 * ROW + 4
    left: int = LEFT
    bar: int = BAR


def plot_of(before: int | None, after: int | None) -> Plot | None:
    """The longer bar fills the width; None until both numbers are there."""
    if before is None or after is None:
        return None
    most = max(before, after, 1)
    room = WIDTH - LEFT - RIGHT

    def bar(label: str, count: int, row: int, kind: str) -> Bar:
        return Bar(label, count, row * ROW + 8, max(round(room * count / most), LEAST), kind)

    return Plot((bar("Before", before, 0, "before"), bar("After", after, 1, "after")))
