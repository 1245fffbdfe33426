"""Reading the sheets of a checked workbook."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from .limits import Limits
from .outcome import UnreadableFile
from .workbook_parts import DAMAGED, clean

Cell = int | float | str | bool | time | date | datetime | timedelta
Result = TypeVar("Result")


class Workbook:
    """A workbook opened for reading. Formulas are never evaluated; the parser gives the value saved last."""

    def __init__(self, parts: dict[str, bytes], limits: Limits):
        checked = clean(parts, limits)
        self.has_formulas = checked.has_formulas
        self._workbook = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(checked.content)))
        self.sheet_names: tuple[str, ...] = tuple(self._workbook.sheet_names)

    def sheet(self, name: str) -> "Sheet":
        return Sheet(_guarded(lambda: self._workbook.get_sheet_by_name(name)))


class Sheet:
    """One sheet; rows come one by one, with the row numbers a person sees in the spreadsheet."""

    def __init__(self, sheet: CalamineSheet):
        self._sheet = sheet
        self.row_count: int = sheet.total_height

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        yield from enumerate(self._sheet.iter_rows(), start=1)


def _guarded(call: Callable[[], Result]) -> Result:
    """What the parser returns, or UnreadableFile. A panic inside Rust arrives as a BaseException."""
    try:
        return call()
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableFile(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise UnreadableFile(DAMAGED) from error
        raise
