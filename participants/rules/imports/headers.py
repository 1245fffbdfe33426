"""Finding the header row of a sheet by what stands in it, and cutting rows by it."""

from collections.abc import Iterable
from dataclasses import dataclass

from .cells import squeezed, text_of
from .outcome import UnreadableFile

SEARCHED_ROWS = 60
LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Header:
    """Which column holds what. Columns outside `columns` are never read: that keeps personal data out."""

    row_number: int
    columns: dict[str, int]
    left_out: tuple[str, ...]

    def cut(self, cells: list[object]) -> dict[str, object]:
        """The known columns of a row by their field; a short row ends in empty cells."""
        return {field: cells[index] if index < len(cells) else "" for field, index in self.columns.items()}


def recognize(
    row_number: int, cells: list[object], spellings: dict[str, str], required: Iterable[str]
) -> Header | None:
    """The header when this row is one: every required field is named. `spellings` maps squeezed labels to fields."""
    labels = [text_of(cell) for cell in cells]
    fields = [spellings.get(squeezed(label), "") for label in labels]
    if not set(required) <= set(fields):
        return None
    for field in set(fields) - {""}:
        if fields.count(field) > 1:
            twice = labels[fields.index(field)]
            raise UnreadableFile(f'The column "{twice[:LABEL_LENGTH]}" appears twice in row {row_number}.')
    columns = {field: index for index, field in enumerate(fields) if field}
    left_out = tuple(label[:LABEL_LENGTH] for label, field in zip(labels, fields, strict=True) if label and not field)
    return Header(row_number, columns, left_out)
