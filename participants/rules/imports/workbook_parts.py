"""Looking through the XML of a workbook before the parser may see it, and packing what passed into a clean workbook.

The parser (calamine, written in Rust) holds a sheet as a full rectangle and copies a shared string into every cell
that names it. Two cells at opposite corners, or one long string named a million times, would end the whole process,
not raise an error; so both are measured here first. The parts are then packed anew: what this module looked at is,
byte for byte, what the parser reads, whatever tricks the original archive held.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_STORED, ZipFile

from .limits import Limits
from .outcome import UnreadableFile

KEPT = (".xml", ".rels")
MACROS = ("vbaproject.bin", "vbadata.xml")
UTF_8 = ("", "utf-8", "utf8", "us-ascii", "ascii")
LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
TEXT_ELEMENTS = frozenset({"v", "t"})
SHARED_STRINGS = "xl/sharedstrings.xml"

DAMAGED = "The workbook is damaged and can't be read."


@dataclass(slots=True)
class Measured:
    """What the parts of one workbook add up to."""

    cells: int = 0
    rows: int = 0
    characters: int = 0
    elements: int = 0
    formulas: int = 0
    string_lengths: list[int] = field(default_factory=list)
    string_uses: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CleanWorkbook:
    """A workbook safe to hand to the parser."""

    content: bytes
    has_formulas: bool
    row_estimate: int


def clean(parts: dict[str, bytes], limits: Limits) -> CleanWorkbook:
    """The workbook made of its checked XML parts alone (no macros, pictures, embedded files), or UnreadableFile."""
    _refuse_macros(parts)
    kept = {name: content for name, content in parts.items() if name.casefold().endswith(KEPT)}
    measured = Measured()
    for name, content in kept.items():
        _Look(measured, limits, holds_strings=name.casefold() == SHARED_STRINGS).through(content)
    _check_strings(measured, limits)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    return CleanWorkbook(packed.getvalue(), measured.formulas > 0, measured.rows)


def _refuse_macros(parts: dict[str, bytes]) -> None:
    names = [name.casefold() for name in parts]
    if any(name.endswith(MACROS) or name.startswith("xl/macrosheets/") for name in names):
        raise _with_macros()


def _with_macros() -> UnreadableFile:
    return UnreadableFile("The workbook can hold macros (.xlsm); save it as an ordinary workbook (.xlsx).")


def _check_strings(measured: Measured, limits: Limits) -> None:
    lengths = measured.string_lengths
    try:
        measured.characters += sum(lengths[use] for use in measured.string_uses)
    except IndexError:
        raise UnreadableFile(DAMAGED) from None
    if measured.characters > limits.workbook_characters:
        raise UnreadableFile("The workbook holds far more text than a list of participants; it was not opened.")


class _Look:
    """One pass over one XML part. Every part is looked at as if it were a sheet, because any may be named as one."""

    def __init__(self, measured: Measured, limits: Limits, *, holds_strings: bool):
        self.measured = measured
        self.limits = limits
        self.holds_strings = holds_strings
        self.row = self.column = self.last_row = self.last_column = 0
        self.cell_type = ""
        self.holds_text = False
        self.text: list[str] = []
        self.string_length = 0

    def through(self, content: bytes) -> None:
        # UTF-8 text has no zero bytes, UTF-16 has; a byte order mark would win over the encoding demanded below.
        if b"\x00" in content:
            raise UnreadableFile(DAMAGED)
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError) as error:
            raise UnreadableFile(DAMAGED) from error
        self.measured.rows += self.last_row
        self.measured.cells += self.last_row * self.last_column
        if self.measured.cells > self.limits.workbook_cells:
            raise UnreadableFile(f"The workbook spreads over more than {self.limits.workbook_cells:,} cells.")

    def _doctype(self, *_: object) -> None:
        raise UnreadableFile("The workbook holds XML entities, which no spreadsheet writes; it was not opened.")

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        # The parser might obey another declared encoding and then read something else than was looked at here.
        if (encoding or "").casefold() not in UTF_8:
            raise UnreadableFile(DAMAGED)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self.measured.elements += 1
        if self.measured.elements > self.limits.workbook_elements:
            raise UnreadableFile("The workbook is far larger than a list of participants; it was not opened.")
        if name == "c":
            self._place(attributes.get("r", ""))
            self.cell_type = attributes.get("t", "")
        elif name == "row":
            self.column = 0
            self.row = self._row_number(attributes["r"]) if "r" in attributes else self.row + 1
        elif name in ("v", "is"):
            self._stretch()
        elif name == "f":
            self.measured.formulas += 1
        elif name == "si":
            self.string_length = 0
        elif "macroenabled" in attributes.get("ContentType", "").casefold():
            raise _with_macros()
        if name in TEXT_ELEMENTS:
            self.holds_text = True
            self.text.clear()

    def _stretch(self) -> None:
        """The rectangle grows to the cell just met. Cells without a value don't count, for the parser skips them."""
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if self.last_row > self.limits.sheet_rows:
            raise UnreadableFile(f"A sheet has more than {self.limits.sheet_rows:,} rows.")

    def _place(self, reference: str) -> None:
        """Where a cell stands: as it says itself, else right of the one before."""
        if not reference:
            self.column += 1
            return
        found = REFERENCE.fullmatch(reference)
        if not found:
            raise UnreadableFile(DAMAGED)
        column = 0
        for letter in found[1].upper():
            column = column * 26 + ord(letter) - ord("A") + 1
        if column > LAST_COLUMN:
            raise UnreadableFile(DAMAGED)
        self.column = column
        self.row = max(self.row, self._row_number(found[2]))

    def _row_number(self, text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else 0
        if not 1 <= number <= LAST_ROW:
            raise UnreadableFile(DAMAGED)
        return number

    def _characters(self, text: str) -> None:
        if self.holds_text:
            self.text.append(text)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in TEXT_ELEMENTS:
            self.holds_text = False
            self._account("".join(self.text), name)
        elif self.holds_strings and name == "si":
            self.measured.string_lengths.append(self.string_length)

    def _account(self, text: str, element: str) -> None:
        if len(text) > self.limits.cell_characters:
            raise UnreadableFile(f"A cell holds more than {self.limits.cell_characters:,} characters.")
        self.string_length += len(text)
        if element == "v" and self.cell_type == "s":
            digits = text.strip()
            if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
                raise UnreadableFile(DAMAGED)
            self.measured.string_uses.append(int(digits))
        elif not self.holds_strings:
            self.measured.characters += len(text)
