"""Reading the sheets of a checked workbook."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineError, CalamineWorkbook

from .limits import Limits
from .outcome import UnreadableFile
from .workbook_parts import DAMAGED, clean

Cell = int | float | str | bool | time | date | datetime | timedelta
NumberedRow = tuple[int, list[Cell]]
Result = TypeVar("Result")


class Workbook:
    """A workbook opened for reading. Formulas are never evaluated; the parser gives the value saved last."""

    def __init__(self, parts: dict[str, bytes], limits: Limits):
        checked = clean(parts, limits)
        self.has_formulas = checked.has_formulas
        self.row_estimate = checked.row_estimate
        self._workbook = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(checked.content)))
        self.sheet_names: tuple[str, ...] = tuple(self._workbook.sheet_names)

    def rows(self, sheet_name: str) -> Iterator[NumberedRow]:
        """The rows of one sheet, one by one, with the numbers a person sees beside them.

        A sheet is loaded when its first row is asked for. Finish one before the next: several sheets may name the
        same part, and only one at a time was allowed for.
        """
        sheet = _guarded(lambda: self._workbook.get_sheet_by_name(sheet_name))
        yield from enumerate(sheet.iter_rows(), start=1)


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
