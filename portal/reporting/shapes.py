"""What a report says, as plain values: page, CSV, XLSX and PDF are all drawn from the same ones.

A cell is a number, a text, or None where there was nothing to count.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

Cell = int | float | str | None
NOTHING: Final = "–"
TENTH: Final = Decimal("0.1")
COUNT: Final = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """`means` says what the numbers under it count."""

    name: str
    means: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`left_out`: rows that were too many to be told."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int = 0

    @property
    def told(self) -> list[list[tuple[Column, str]]]:
        """The rows as a page shows them, each cell with its column."""
        return [[(column, in_words(cell)) for column, cell in zip(self.columns, row, strict=True)] for row in self.rows]

    @property
    def defined(self) -> list[Column]:
        return [column for column in self.columns if column.means]


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns side by side, one of each name for each label; `goal` is a line across."""

    title: str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: str = ""
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report, what it was in the period before, and what it counts."""

    name: str
    value: Cell
    before: Cell
    means: str
    unit: str = COUNT


@dataclass(frozen=True, slots=True)
class Content:
    tables: tuple[Table, ...]
    chart: Chart | None = None
    notes: tuple[str, ...] = ()

    @property
    def row_count(self) -> int:
        return sum(len(table.rows) for table in self.tables)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def figures(rows: Sequence[Figure], *, title: str = "In figures") -> Table:
    """The first table of most reports."""
    columns = (
        Column("Figure"),
        Column("Value", number=True),
        Column("Period before", number=True),
        Column("Unit"),
        Column("What it counts"),
    )
    return Table(title, columns, tuple((one.name, one.value, one.before, one.unit, one.means) for one in rows))


def from_json(told: dict[str, Any]) -> Content:
    """The content that `as_json` was made of."""
    chart = told["chart"]
    return Content(
        tables=tuple(_table(one) for one in told["tables"]),
        chart=chart and Chart(**chart),
        notes=tuple(told["notes"]),
    )


def _table(told: dict[str, Any]) -> Table:
    columns = tuple(Column(**one) for one in told["columns"])
    return Table(told["title"], columns, tuple(tuple(row) for row in told["rows"]), told["left_out"])


def share(part: int, whole: int) -> float | None:
    """In percent, to a tenth, halves rounded up; None of nothing."""
    return tenth(Decimal(100 * part) / whole) if whole else None


def tenth(value: Any) -> float | None:
    return None if value is None else float(Decimal(str(value)).quantize(TENTH, ROUND_HALF_UP))


def in_words(cell: Cell) -> str:
    if cell is None:
        return NOTHING
    return f"{cell:,}" if isinstance(cell, int | float) else cell
