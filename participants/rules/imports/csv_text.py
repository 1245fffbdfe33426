"""From the bytes of a CSV file to numbered rows of text: its encoding, delimiter and header."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .cells import plain, squeezed
from .headers import Header, recognize
from .outcome import UnreadableFile

DELIMITERS = (",", ";", "\t")
LINE_LENGTH = 100_000
COLUMN_COUNT = 200
SAVE_AS_UTF_8 = 'save it as "CSV UTF-8" in the spreadsheet and choose it again.'
# Excel's own first line that names the delimiter.
SEPARATOR_LINE = re.compile(r"\s*\"?sep=.?\"?\s*", re.IGNORECASE)
BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")

NumberedRow = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind of table: those it must have, those it may have, and those that hold personal data."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    personal: frozenset[str] = frozenset()
    aliases: tuple[tuple[str, str], ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.required + self.optional

    @property
    def spellings(self) -> dict[str, str]:
        known = {squeezed(name): name for name in self.all}
        return known | {spelling: name for spelling, name in self.aliases if name in self.all}


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header was understood; `rows` can be walked once. `line_count` is an estimate for progress."""

    header: Header
    width: int
    rows: Iterator[NumberedRow]
    line_count: int


def open_table(data: bytes, columns: Columns) -> Table:
    """The table in these bytes, or UnreadableFile. Rows carry the number a spreadsheet shows beside them."""
    text = decode(data)
    if text.lstrip()[:1] == "<":
        raise UnreadableFile("This is a web page or XML, not a CSV table.")
    rows = _numbered_rows(text, _delimiter(text, columns))
    for number, cells in rows:
        if SEPARATOR_LINE.fullmatch("".join(cells)) or not any(plain(cell) for cell in cells):
            continue
        header = recognize(number, cells, columns.spellings, columns.required)
        if header is None:
            raise UnreadableFile(_why_no_header(cells, columns))
        return Table(header, filled_width(cells), rows, text.count("\n"))
    raise UnreadableFile("The file is empty.")


def decode(data: bytes) -> str:
    """UTF-8 with or without a mark, or UTF-16 with one. Other encodings are refused rather than guessed."""
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = data.decode("utf-16")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(f"The file isn't UTF-8 text (line {line}); {SAVE_AS_UTF_8}") from error
    if found := BINARY.search(text):
        what = "zero bytes" if found.group() == "\0" else "control characters"
        raise UnreadableFile(f"The file holds {what}, so it isn't a CSV table; if it is one, {SAVE_AS_UTF_8}")
    return text


def _delimiter(text: str, columns: Columns) -> str:
    """The delimiter under which the first lines name most of the columns; a comma when none does better."""
    lines = [line for line in io.StringIO(text[:LINE_LENGTH]) if line.strip()][:2]
    spellings = columns.spellings

    def known(delimiter: str) -> int:
        return max((len(_fields_named(line, delimiter, spellings)) for line in lines), default=0)

    return max(DELIMITERS, key=known)


def _fields_named(line: str, delimiter: str, spellings: dict[str, str]) -> set[str]:
    return {spellings[squeezed(label)] for label in line.split(delimiter) if squeezed(label) in spellings}


def _numbered_rows(text: str, delimiter: str) -> Iterator[NumberedRow]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if len(cells) > COLUMN_COUNT:
                raise UnreadableFile(f"Row {number} has more than {COLUMN_COUNT} columns.")
            yield number, cells
    except csv.Error as error:
        line = reader.line_num
        if "field larger" in str(error):
            raise UnreadableFile(f"A value near line {line} is far too long; is a quotation mark missing?") from error
        raise UnreadableFile(f"Near line {line} a quotation mark is not closed or not doubled.") from error


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > LINE_LENGTH:
            raise UnreadableFile(f"Line {number} is longer than {LINE_LENGTH:,} characters.")
        yield line


def filled_width(cells: list[str]) -> int:
    """How many columns a row fills; spreadsheets like to append empty ones."""
    return max((index for index, cell in enumerate(cells, start=1) if plain(cell)), default=0)


def _why_no_header(cells: list[str], columns: Columns) -> str:
    named = {columns.spellings.get(squeezed(cell), "") for cell in cells}
    missing = [name for name in columns.required if name not in named]
    if len(missing) == len(columns.required):
        return f"The first row must name the columns: {', '.join(columns.all)}."
    return f"Missing column: {', '.join(missing)}. The columns are {', '.join(columns.all)}."
