"""Pictures of the dashboard as plain numbers: bars of parts, columns of parts, and how a length of time is spread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

BAR: Final = 240
WIDTH: Final = 640
HEIGHT: Final = 200
LEFT: Final = 34
TOP: Final = 14
FOOT: Final = 24
GAP: Final = 0.28
WIDEST: Final = 64


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar; `css` names its color, `words` say what it is."""

    x: int
    width: int
    css: str
    words: str


def bar_of(parts: Iterable[tuple[str, float, str]], most: float, width: int = BAR) -> list[Piece]:
    """`parts` are color, number and words; the longest bar has the number `most`. What there is is always seen."""
    pieces, reached = [], 0.0
    for css, number, words in parts:
        begin = round(width * reached / most) if most else 0
        reached += number
        end = round(width * reached / most) if most else 0
        if number:
            pieces.append(Piece(begin, max(end - begin, 2), css, words))
    return pieces


@dataclass(frozen=True, slots=True)
class Box:
    y: int
    height: int
    css: str
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    x: int
    width: int
    middle: int
    top: int
    label: str
    total: int
    boxes: list[Box]


@dataclass(frozen=True, slots=True)
class Columns:
    """`lines` are the heights of round numbers with them."""

    columns: list[Column]
    lines: list[tuple[int, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - FOOT
    label_y: int = HEIGHT - 8


def columns_of(columns: Sequence[tuple[str, Sequence[tuple[str, int, str]]]]) -> Columns:
    """Each column has a label and its parts, as a bar has them, from the floor up. Labels are thinned out."""
    totals = [sum(number for _css, number, _words in parts) for _label, parts in columns]
    step = round_step(max(totals, default=0))
    top = max(step * -(-max(totals, default=0) // step), step)
    room = (WIDTH - LEFT) / max(len(columns), 1)
    width = max(round(min(room * (1 - GAP), WIDEST)), 2)
    every = -(-len(columns) // 12) or 1

    def height(number: float) -> int:
        return round((HEIGHT - TOP - FOOT) * number / top)

    drawn = []
    for place, ((label, parts), total) in enumerate(zip(columns, totals, strict=True)):
        reached, boxes = 0, []
        for css, number, words in parts:
            if number:
                low, reached = height(reached), reached + number
                boxes.append(Box(HEIGHT - FOOT - height(reached), max(height(reached) - low, 1), css, words))
        middle = round(LEFT + room * (place + 0.5))
        shown = label if place % every == 0 else ""
        drawn.append(Column(middle - width // 2, width, middle, HEIGHT - FOOT - height(total) - 4, shown, total, boxes))
    lines = [(HEIGHT - FOOT - height(number), number) for number in range(0, top + 1, step)]
    return Columns(drawn, lines)


def round_step(most: int, lines: int = 4) -> int:
    """Between lines: 1, 2 or 5 times a power of ten, so that about so many lines suffice."""
    wanted = max(most / lines, 1)
    power = 1
    while power * 10 <= wanted:
        power *= 10
    return next(times * power for times in (1, 2, 5, 10) if times * power >= wanted)


@dataclass(frozen=True, slots=True)
class Spread:
    """From the least to the most, the middle half as a box, the median and the target as lines."""

    low: int
    high: int
    box_x: int
    box_width: int
    median: int
    target: int
    late: bool


def spread_of(held: Sequence[timedelta], target: timedelta, most: timedelta, width: int = BAR) -> Spread:
    """`held` are the least, the quarters and the most; the whole width is `most`."""
    low, first, middle, third, high = (round(width * (one / most)) if most else 0 for one in held)
    at = min(round(width * (target / most)) if most else 0, width)
    return Spread(low, max(high, low + 2), first, max(third - first, 3), middle, at, held[2] > target)


def day_label(day: date) -> str:
    return f"{day:%b} {day.day}"
