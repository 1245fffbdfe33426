"""Encodings, delimiters and headers of CSV files."""

import pytest

from participants.rules.imports import reading
from participants.rules.imports.outcome import Reading, UnreadableFile

from . import builders

HEADER = "short_name,name,duns_number,role"
ROW = "QHON,Honést Power LLC,900000012,QSE"
TABLE = f"{HEADER}\n{ROW}\n"


def read(data: bytes | str) -> Reading:
    data = data.encode() if isinstance(data, str) else data
    return reading.read_participants(data, "list.csv", roles=builders.SHEETS)


def refusal(data: bytes | str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(data)
    return caught.value.reason


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        ("sep=;\n" + TABLE.replace(",", ";")).encode(),
        ("sep=,\n" + TABLE).encode(),
        ("\n , \n" + TABLE).encode(),
        TABLE.replace(HEADER, " Short Name ,NAME,DUNS Number,Role").encode(),
        TABLE.replace(HEADER, '"short_name","name","duns","role"').encode(),
        TABLE.rstrip().encode(),
        (HEADER + ",,\n" + ROW + ",,\n").encode(),
    ],
    ids=[
        *("utf-8", "utf-8 marked", "utf-16", "utf-16 big", "crlf", "cr", "semicolon", "tab", "sep line", "sep comma"),
        *("blank lines", "spaced header", "quoted header", "no last newline", "empty columns"),
    ],
)
def test_a_table_is_read_in_the_forms_spreadsheets_write(data):
    found = read(data)
    assert found.refused == ()
    assert [(row.short_name, row.name, row.duns, row.role) for row in found.rows] == [
        ("QHON", "Honést Power LLC", "900000012", "QSE")
    ]
    assert not found.full_list


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (TABLE.encode("cp1252"), 'UTF-8 text (line 2); save it as "CSV UTF-8"'),
        (TABLE.encode("utf-16-le"), "isn't UTF-8 text"),
        (TABLE.encode("utf-32"), "zero bytes"),
        (b"\xff\xfe\x00\xd8", "isn't UTF-8 text"),
        (TABLE.replace("Power", "Po\x07wer"), "control characters"),
        ("\n\n", "The file is empty."),
        (" ", "The file is empty."),
        (HEADER, "holds no rows"),
        (HEADER + "\n,,,\n", "holds no rows"),
        ("hello world", "The first row must name the columns: short_name, name, duns_number, role, manager_email."),
        ("short_name,name\nA,B\n", "Missing column: duns_number. The columns are short_name, name,"),
        ("name\nB\n", "Missing column: short_name, duns_number."),
        ("short_name,name,NAME,duns_number\nA,B,C,D\n", 'The column "name" appears twice'),
        (HEADER + '\nA,"B,900000012,QSE\n', "quotation mark is not closed"),
        (HEADER + '\nA,"B"x,900000012,QSE\n', "quotation mark"),
        (HEADER + '\nA,"' + "long\n" * 40_000, "is a quotation mark missing?"),
        (HEADER + "\n" + "x" * 100_001, "Line 2 is longer than 100,000 characters"),
        (HEADER + "\n" + "," * 200, "Row 2 has more than 200 columns"),
        ("{}", "must name the columns"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_a_clear_reason(data, words):
    assert words in refusal(data)


def test_unknown_columns_are_noted_and_left_out():
    found = read(f"{HEADER},Cell phone\n{ROW},555-0100\n")
    assert found.notes == ("Columns not known and left out: Cell phone.",)
    assert "555-0100" not in repr(found)


@pytest.mark.parametrize(
    ("line", "count"), [("QHON,Power, LLC,900000012,QSE", 5), ("QHON,Power,900000012", 3), ("QHON", 1)]
)
def test_a_row_of_another_width_is_refused_and_nothing_of_it_is_kept(line, count):
    found = read(f"{TABLE}{line}\n")
    [refused] = found.refused
    assert refused.row_number == 3
    assert f"The row has {count} values where the header names 4 columns" in refused.reason
    assert refused.cells == {}


def test_row_numbers_are_those_a_spreadsheet_shows():
    found = read(f'{HEADER}\n\nQA,"Two\nlines",900000012,QSE\nQB,,900000022,QSE\n')
    assert [(row.row_number, row.name) for row in found.rows] == [(3, "Two lines")]
    assert [row.row_number for row in found.refused] == [4]


def test_ten_thousand_rows_report_their_progress():
    calls = []
    found = reading.read_participants(
        builders.participants_csv(10_000), "x", roles=builders.SHEETS, progress=lambda *step: calls.append(step)
    )
    assert len(found.rows) == 10_000
    assert calls[0] == (500, 10_001)
    assert calls[-1] == (10_000, 10_000)
