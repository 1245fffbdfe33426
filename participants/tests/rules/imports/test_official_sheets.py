"""The official list as a workbook: sheets that are missing, renamed or unreadable, headers, footers."""

from datetime import date

import pytest

from participants.rules.imports import reading
from participants.rules.imports.outcome import Reading, UnreadableFile

from . import builders

HEADER = list(builders.COLUMNS)
GOOD = ["HONEST POWER LLC", "QHON", "900000012", "QSE", date(2015, 4, 1)]


def read(sheets: dict, file_name: str = "list.xlsx") -> Reading:
    return reading.read_participants(builders.workbook(sheets), file_name, roles=())


def reason(sheets: dict) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(sheets)
    return caught.value.reason


@pytest.mark.parametrize("title", ["QSE", "qse", " Qse ", "Q S E"])
def test_sheet_names_are_matched_by_their_letters(title):
    found = read({title: [HEADER, GOOD]})
    assert found.rows[0].role == "QSE"
    assert found.rows[0].source_sheet == title


def test_missing_sheets_are_noted_and_not_counted_as_present():
    found = read({"QSE": [HEADER, GOOD], "Notes": [["hello"]]})
    assert found.sheets_present == {"QSE"}
    assert "Missing sheets, whose registrations stay untouched: CRRAH, IMRE, LSE, RE, TDSP." in found.notes
    assert "Other sheets were not read: Notes." in found.notes


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([HEADER], "holds no rows"),
        ([["nothing here"]], "no header row"),
        ([HEADER + ["Name"], GOOD], "appears twice"),
        ([["title"]] * 70 + [HEADER, GOOD], "no header row"),
        ([], "no header row"),
    ],
)
def test_an_empty_or_unreadable_sheet_is_noted_and_not_counted_as_present(rows, words):
    found = read({"QSE": [HEADER, GOOD], "RE": rows})
    assert found.sheets_present == {"QSE"}
    assert any("RE" in note and words in note for note in found.notes)


def test_a_sheet_whose_rows_are_all_refused_is_present():
    assert read({"QSE": [HEADER, ["", "", "900000012", "", ""]]}).sheets_present == {"QSE"}


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({"Sheet1": [HEADER, GOOD]}, "none of the sheets CRRAH, IMRE, LSE, QSE, RE, TDSP"),
        ({"QSE": [["x"]]}, "No registrations were found"),
        ({"QSE": [HEADER, GOOD], "Q SE": [HEADER, GOOD]}, "Two sheets stand for QSE"),
    ],
)
def test_a_workbook_that_is_no_official_list_is_refused(sheets, words):
    assert words in reason(sheets)


@pytest.mark.parametrize(
    "header",
    [
        ["Name", "Short  Name", "Duns Number", "Market Participant Type", "SFA Effective Date"],
        ["NAME", "SHORTNAME", "DUNS_NUMBER", "MARKET\nPARTICIPANT TYPE", "SFA EFFECTIVE\u00a0DATE:"],
    ],
)
@pytest.mark.parametrize("before", [[], [["Title"], [], ["Note: NAME may change"], []]])
def test_the_header_is_found_by_its_content(header, before):
    found = read({"QSE": [*before, header, GOOD]})
    [row] = found.rows
    assert (row.name, row.short_name, row.duns) == ("HONEST POWER LLC", "QHON", "900000012")
    assert row.agreement_date == date(2015, 4, 1)
    assert row.row_number == len(before) + 2


def test_columns_may_stand_in_another_order_start_late_and_lack_the_optional_ones():
    found = read({"QSE": [[], ["", "", "DUNS NUMBER", "AR NAME", "NAME"], ["", "", "900000012", "Pat", "ACME"]]})
    [row] = found.rows
    assert (row.name, row.duns, row.short_name, row.agreement_date) == ("ACME", "900000012", "", None)
    assert row.row_number == 3
    assert "Columns left out and not stored: AR NAME." in found.notes
    assert "Sheet QSE has no column SHORT NAME, MARKET PARTICIPANT TYPE, SFA EFFECTIVE DATE." in found.notes


def test_a_header_repeated_on_each_page_is_passed_over():
    found = read({"QSE": [HEADER, GOOD, HEADER, ["ACME", "", "900000022", "", ""]]})
    assert [row.name for row in found.rows] == ["HONEST POWER LLC", "ACME"]
    assert found.refused == ()


@pytest.mark.parametrize(
    ("footer", "when"),
    [
        (["Report Date: 09/25/2026"], date(2026, 9, 25)),
        (["report run on September 25, 2026 at 9:40 AM"], date(2026, 9, 25)),
        (["As of 25-SEP-2026"], date(2026, 9, 25)),
        (["2026-09-25 09:40:33"], date(2026, 9, 25)),
        ([date(2026, 9, 25)], date(2026, 9, 25)),
        (["Report Date:", date(2026, 9, 25)], date(2026, 9, 25)),
        (["Report generated"], None),
        (["Report Date: 99/99/2026"], None),
    ],
)
def test_the_footer_is_no_row_and_gives_the_report_date(footer, when):
    found = read({"QSE": [HEADER, GOOD, [], footer]})
    assert found.report_date == when
    assert (len(found.rows), found.refused) == (1, ())


def test_a_company_named_like_a_footer_is_still_a_row():
    found = read({"QSE": [HEADER, ["Report Date Energy LLC", "", "900000022", "QSE", ""]]})
    assert found.rows[0].name == "Report Date Energy LLC"


def test_without_a_footer_the_name_of_the_file_tells_the_date():
    assert read({"QSE": [HEADER, GOOD]}, builders.FILE_NAME).report_date == builders.REPORT_DATE
    assert read({"QSE": [HEADER, GOOD]}, "rpt.20261399.094033582.MPList.zip").report_date is None


def test_footers_that_disagree_are_noted_and_the_earliest_counts():
    found = read(
        {"QSE": [HEADER, GOOD, ["Report Date: 09/25/2026"]], "RE": [HEADER, [], ["Report Date: 09/24/2026"]]},
    )
    assert found.report_date == date(2026, 9, 24)
    assert any("different report dates" in note for note in found.notes)
