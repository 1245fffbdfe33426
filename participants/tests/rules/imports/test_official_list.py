"""The official list, trap by trap."""

from datetime import date

import pytest

from participants.rules.imports import reading
from participants.rules.imports.outcome import Kind, Reading

from . import builders

HEADER = list(builders.COLUMNS)
GOOD = ["HONEST POWER LLC", "QHON", "900000012", "QSE", date(2015, 4, 1)]


def read(sheets: dict, file_name: str = "list.xlsx", **options) -> Reading:
    return reading.read_participants(builders.workbook(sheets), file_name, roles=(), **options)


def refused(row: list, sheet: str = "QSE", header: list = HEADER) -> str:
    found = read({sheet: [header, row]})
    assert found.rows == ()
    [refusal] = found.refused
    assert (refusal.sheet, refusal.row_number) == (sheet, 2)
    return refusal.reason


def accepted(row: list, sheet: str = "QSE", header: list = HEADER):
    found = read({sheet: [header, row]})
    assert found.refused == ()
    return found.rows[0]


def test_the_full_layout_with_every_trap_reads_as_it_was_meant():
    made = builders.official_list(rows=600)
    found = reading.read_participants(made.data, made.file_name, roles=())
    assert found.kind is Kind.OFFICIAL_LIST
    assert found.full_list
    assert found.report_date == made.report_date
    assert found.sheets_present == set(builders.SHEETS)
    assert {(row.role, row.duns, row.name) for row in found.rows} == set(made.listed)
    assert (len(found.rows), len(found.refused)) == (made.accepted, made.refused)
    assert made.accepted + made.refused == 600
    assert all(row.manager_email == "" and row.source_sheet for row in found.rows)


def test_the_archive_and_the_workbook_alone_say_the_same():
    made = builders.official_list(rows=60)
    inside = reading.read_participants(made.xlsx, made.file_name, roles=())
    assert reading.read_participants(made.data, made.file_name, roles=()) == inside


def test_no_name_or_address_of_a_person_survives():
    made = builders.official_list(rows=60)
    said = repr(reading.read_participants(made.data, made.file_name, roles=()))
    assert len(made.personal) > 200
    assert [person for person in set(made.personal) if person in said] == []


def test_a_later_edition_differs_as_asked():
    first, later = builders.official_list(rows=100), builders.official_list(rows=100, vanished=5, renamed=3)
    keys = [{(role, duns) for role, duns, _ in edition.listed} for edition in (first, later)]
    assert len(keys[0] - keys[1]) == 5
    assert keys[1] < keys[0]
    assert len(set(later.listed) - set(first.listed)) == 3


def test_progress_is_told_and_ends_with_all():
    made, calls = builders.official_list(rows=1500), []
    reading.read_participants(made.data, "x", roles=(), progress=lambda done, total: calls.append((done, total)))
    assert len(calls) >= 4
    assert calls == sorted(calls)
    assert calls[-1][0] == calls[-1][1] >= 1500


def test_progress_may_abandon_the_reading():
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reading.read_participants(builders.official_list(rows=60).data, "x", roles=(), progress=stop)


@pytest.mark.parametrize(
    ("cell", "duns", "note"),
    [
        (7924772, "007924772", "Leading zeros of the DUNS number were put back: 007924772."),
        (582138934100, "0582138934100", "Leading zeros of the DUNS number were put back: 0582138934100."),
        (1039940674000.0, "1039940674000", None),
        ("007924772", "007924772", None),
        ("00-792-4772", "007924772", None),
    ],
)
def test_duns_numbers_are_text_however_the_cell_holds_them(cell, duns, note):
    row = accepted(["HONEST POWER LLC", "QHON", cell, "QSE", ""])
    assert row.duns == duns
    assert row.notes == ((note,) if note else ())


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("7924772", "leading zeros"),  # text was never a number, so zeros aren't guessed
        (12, "2 digits"),
        (900000182.5, "whole positive number"),
        (-900000182, "whole positive number"),
        (12345678901234, "14 digits"),
        (True, "only digits"),
        (date(2020, 1, 1), "digits"),
        ("", "missing"),
        ("=900000012", "only digits"),
    ],
)
def test_an_ambiguous_duns_number_refuses_the_row(cell, words):
    assert words in refused(["HONEST POWER LLC", "QHON", cell, "QSE", ""])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("ACME POWER LLC (QSE)", "ACME POWER LLC"),
        ("ACME POWER LLC(qse)", "ACME POWER LLC"),
        ("ACME  POWER\n LLC ( QSE )", "ACME POWER LLC"),
        ("ACME (Qualified Scheduling Entity)", "ACME"),
        ("ACME (TEXAS) LLC", "ACME (TEXAS) LLC"),
        ("ACME (TEXAS)", "ACME (TEXAS)"),
        ("ACME (SQ1)", "ACME (SQ1)"),
        ("ACME (TEXAS) (QSE)", "ACME (TEXAS)"),
        ("Cafe\u0301 Solar", "Caf\u00e9 Solar"),
        ("AC\u200bME \u202ePOWER", "ACME POWER"),
        ('=HYPERLINK("http://x.example")', '=HYPERLINK("http://x.example")'),
    ],
)
def test_names_lose_the_role_in_brackets_and_nothing_else(written, name):
    assert accepted([written, "QHON", "900000012", "QSE", ""]).name == name


def test_a_bracket_of_another_role_is_noted_and_the_sheet_counts():
    row = accepted(["ACME (RE)", "QHON", "900000012", "QSE", ""])
    assert (row.name, row.role) == ("ACME", "QSE")
    assert "the sheet counts" in row.notes[0]


def test_text_that_begins_like_a_formula_is_kept_as_text_and_noted():
    assert "plain text" in accepted(["=1+1", "", "900000012", "QSE", ""]).notes[0]


@pytest.mark.parametrize(
    "cell",
    [date(2015, 4, 1), 42095, 42095.75, "04/01/2015", "4/1/2015 12:00:00 AM", "2015-04-01", "2015-04-01T00:00:00"],
)
def test_dates_are_read_in_every_form(cell):
    assert accepted(["ACME", "", "900000012", "QSE", cell]).agreement_date == date(2015, 4, 1)


def test_an_empty_date_is_none():
    assert accepted(["ACME", "", "900000012", "QSE", " "]).agreement_date is None


@pytest.mark.parametrize(
    ("cell", "words"),
    [("25/09/2026", "is not a date"), ("soon", "is not a date"), (5, "year 1900"), (1e12, "is not a date")],
)
def test_an_unreadable_date_refuses_the_row_and_keeps_its_key(cell, words):
    found = read({"QSE": [HEADER, ["ACME", "", "900000012", "QSE", cell]]})
    [refusal] = found.refused
    assert words in refusal.reason
    assert (refusal.role, refusal.duns) == ("QSE", "900000012")
    assert found.listed_keys == {("QSE", "900000012")}
    assert refusal.cells["NAME"] == "ACME"


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ("LSE", "LSE - NOIE"),
        ("LSE", "Competitive Retailer"),
        ("QSE", "QSE/LSE"),
        ("RE", "Resource Entity"),
        ("CRRAH", "CRR Account Holder"),
        ("TDSP", "TSP"),
        ("IMRE", ""),
    ],
)
def test_a_type_that_agrees_with_its_sheet_passes(sheet, said):
    assert accepted(["ACME", "", "900000012", said, ""], sheet).notes == ()


def test_a_type_that_contradicts_its_sheet_refuses_and_an_unknown_one_is_noted():
    assert "contradicts the sheet QSE" in refused(["ACME", "", "900000012", "Load Serving Entity", ""])
    assert "is not known" in accepted(["ACME", "", "900000012", "Widget", ""]).notes[0]


def test_the_second_row_of_a_role_and_number_is_refused_with_both_rows_named():
    found = read({"QSE": [HEADER, GOOD, [], GOOD], "RE": [HEADER, ["HONEST POWER LLC", "", "900000012", "RE", ""]]})
    assert len(found.rows) == 2
    [refusal] = found.refused
    assert refusal.row_number == 4
    assert "row 2 of this sheet" in refusal.reason


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", "QHON", "900000012", "QSE", ""], "name is missing"),
        (["(QSE)", "QHON", "900000012", "QSE", ""], "name is missing"),
        (["N" * 201, "QHON", "900000012", "QSE", ""], "201 characters; 200 are allowed"),
        (["ACME", "S" * 41, "900000012", "QSE", ""], "41 characters; 40 are allowed"),
        (["ACME", "", "", "", ""], "DUNS number is missing"),
    ],
)
def test_rows_lacking_something_are_refused(row, words):
    assert words in refused(row)
