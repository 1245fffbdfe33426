"""Workbooks that would exhaust or end the process if the parser saw them."""

import re

import pytest

from participants.rules.imports import reading
from participants.rules.imports.limits import LIMITS, Limits
from participants.rules.imports.outcome import UnreadableFile

from . import hostile

SHEET = hostile.SHEET
STRINGS = "xl/sharedStrings.xml"


def swap(old: bytes, new: bytes):
    return lambda content: content.replace(old, new)


def refusal(xlsx: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(UnreadableFile) as caught:
        reading.read_participants(xlsx, "list.xlsx", roles=(), limits=limits)
    return caught.value.reason


@pytest.mark.parametrize(
    ("part", "change", "words"),
    [
        (SHEET, swap(b'r="A2"', b'r="XFD1048576"'), "more than 60,000 rows"),
        (SHEET, swap(b'r="A2"', b'r="XFD50000"'), "more than 1,000,000 cells"),
        (SHEET, swap(b'<row r="2"', b'<row r="1048576"'), "more than 60,000 rows"),
        (SHEET, swap(b'r="A2"', b"r='XFD1048576'"), "more than 60,000 rows"),
        (SHEET, swap(b'r="A2"', b'r="&#65;1048576"'), "more than 60,000 rows"),
        (SHEET, swap(b'r="A2"', b'r="A99999999"'), "damaged"),
        (SHEET, swap(b'r="A2"', b'r="ZZZ2"'), "damaged"),
        (SHEET, swap(b'r="A2"', b'r="2A"'), "damaged"),
        (SHEET, swap(b'<row r="2"', b'<row r="x"'), "damaged"),
        (SHEET, swap(b"<v>3</v>", b"<v>999999</v>"), "damaged"),
        (SHEET, swap(b"<v>3</v>", b"<v>-1</v>"), "damaged"),
        (SHEET, lambda content: content[:-40], "damaged"),
        (SHEET, swap(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet'), "XML entities"),
        (SHEET, swap(b'encoding="UTF-8"', b'encoding="UTF-16"'), "damaged"),
        (SHEET, lambda content: content.decode().encode("utf-16"), "damaged"),
        (STRINGS, swap(b"<sst", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><sst'), "XML entities"),
        (STRINGS, swap(b"QHON", b"Q" * 40_000), "more than 32,767 characters"),
        ("xl/workbook.xml", swap(b"<workbook", b"<!DOCTYPE a><workbook"), "XML entities"),
        ("xl/workbook.xml", swap(b"<sheets>", b"<sheets><"), "damaged"),
        ("[Content_Types].xml", swap(b"spreadsheetml.sheet.main", b"spreadsheetml.sheet.macroEnabled.main"), "macros"),
    ],
)
def test_a_part_no_spreadsheet_writes_is_refused(part, change, words):
    assert words in refusal(hostile.altered(hostile.small_list(), part, change))


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "XL/VBAPROJECT.BIN"])
def test_a_workbook_with_macros_is_refused(name):
    assert "macros" in refusal(hostile.with_member(hostile.small_list(), name, b"<a/>"))


def test_a_workbook_named_as_sheet_what_is_something_else_is_measured_too():
    """Any part may be named as a sheet; measuring only parts that look like one would leave a door open."""
    moved = swap(b"worksheets/sheet1.xml", b"theme/theme1.xml")
    xlsx = hostile.altered(hostile.small_list(), "xl/_rels/workbook.xml.rels", moved)
    far = b'<theme><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData></theme>'
    assert "rows" in refusal(hostile.altered(xlsx, "xl/theme/theme1.xml", lambda _: far))


def test_a_long_string_named_often_is_refused_before_it_is_copied():
    long_name = "N" * 30_000
    xlsx = hostile.small_list(*([long_name, long_name, "900000012"] for _ in range(200)))
    assert len(xlsx) < 20_000
    assert "far more text" in refusal(xlsx, Limits(workbook_characters=10_000_000))


def test_a_workbook_of_countless_elements_is_refused():
    xlsx = hostile.altered(hostile.small_list(), SHEET, swap(b"</sheetData>", b"<row/>" * 5_000 + b"</sheetData>"))
    assert "far larger" in refusal(xlsx, Limits(workbook_elements=4_000))


def test_formatted_but_empty_cells_far_away_do_no_harm():
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    xlsx = hostile.altered(hostile.small_list(), SHEET, swap(b"</sheetData>", far))
    assert len(reading.read_participants(xlsx, "list.xlsx", roles=()).rows) == 1


def test_cells_without_references_are_placed_after_each_other():
    xlsx = hostile.altered(hostile.small_list(), SHEET, lambda content: re.sub(rb' r="[A-Z]*[0-9]+"', b"", content))
    [row] = reading.read_participants(xlsx, "list.xlsx", roles=()).rows
    assert (row.name, row.duns, row.row_number) == ("HONEST POWER LLC", "900000012", 2)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"])
def test_a_workbook_that_lacks_a_part_is_refused(part):
    assert refusal(hostile.without_member(hostile.small_list(), part))


def test_pictures_and_embedded_files_never_reach_the_parser():
    xlsx = hostile.with_member(hostile.small_list(), "xl/embeddings/run.exe", b"MZ\x00" * 100)
    assert len(reading.read_participants(xlsx, "list.xlsx", roles=()).rows) == 1


def test_a_zero_character_written_as_an_escape_does_not_survive():
    xlsx = hostile.altered(hostile.small_list(), STRINGS, swap(b"HONEST", b"HON_x0000_EST"))
    assert reading.read_participants(xlsx, "list.xlsx", roles=()).rows[0].name == "HONEST POWER LLC"


def test_more_rows_than_allowed_refuse_the_file():
    xlsx = hostile.small_list(*([f"POWER {number}", "", str(900_000_000 + number)] for number in range(30)))
    assert "more than 20 rows" in refusal(xlsx, Limits(rows=20))
