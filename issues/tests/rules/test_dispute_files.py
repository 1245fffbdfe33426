"""The published files of settlements and MarkeTrak, read row by row; and what a dispute must say."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from issues.actions.dispute_catalog import marketrak_words
from issues.rules import dispute_elements, marketrak_report, settlement_table
from issues.rules.marketrak_report import days_open, inside, party_of
from issues.rules.settlement_table import version_key
from participants.rules.imports.outcome import UnreadableFile
from portal.lifecycle.refusals import Refused

HEAD = (
    "SETTLEMENTTYPE,OPERATINGDATE,BATCHDATE,VERSION,INVOICEDATE,INVOICEDUEDATE,INVOICEPAYOUTDATE,POSTDATE,DISPUTEDATE"
)
XML = """<?xml version="1.0" encoding="UTF-8"?>
<SETTLEMENT_CALENDAR_DATA><SETTLEMENT_CALENDAR num="1"><SETTLEMENTTYPE>{type}</SETTLEMENTTYPE>
<OPERATINGDATE>03/03/2026</OPERATINGDATE><VERSION>1</VERSION><POSTDATE>2026-03-05T00:00:00-06:00</POSTDATE>
<DISPUTEDATE>{disputed}</DISPUTEDATE></SETTLEMENT_CALENDAR></SETTLEMENT_CALENDAR_DATA>"""


def test_csv_and_xml_of_the_calendar_say_the_same() -> None:
    line = "DAM,03/03/2026,,1,,,,03/05/2026 00:00:00,2026-03-19"
    [csv], [] = settlement_table.read(f"{HEAD}\n{line}\n\n".encode())
    [xml], [] = settlement_table.read(XML.format(type="DAM", disputed="2026-03-19T05:00:00Z").encode())
    assert (csv.run, csv.operating_day, csv.version, csv.dates) == ("dam", date(2026, 3, 3), "1", xml.dates)
    assert (xml.post_date, xml.dispute_date) == (date(2026, 3, 5), date(2026, 3, 19))
    # An instant with a zone is the market's day: 04:59 in UTC is the evening before in Texas.
    [early], [] = settlement_table.read(XML.format(type="True-Up", disputed="2026-03-19T04:59:00Z").encode())
    assert (early.run, early.dispute_date) == ("rtm_true_up", date(2026, 3, 18))
    [unknown], [] = settlement_table.read(XML.format(type="CRR Balancing", disputed="").encode())
    assert (unknown.run, unknown.written, unknown.dispute_date) == ("", "CRR Balancing", None)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"a,b\n1,2", "name the columns"),
        (f"{HEAD}\n".encode(), "holds no rows"),
        (b"<SETTLEMENT_CALENDAR_DATA>", "not well-formed"),
        (b"<html></html>", "no SETTLEMENT_CALENDAR rows"),
        (b"<!DOCTYPE x [<!ENTITY e 'a'>]><x>&e;</x>", "document type"),
        (b"PK\x03\x04", "control characters"),
    ],
)
def test_what_is_no_calendar_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        settlement_table.read(data)


def test_bad_lines_of_a_calendar_are_told_and_the_others_read() -> None:
    lines = ["DAM,,,1,,,,,", ",03/03/2026,,,,,,,", "DAM,31/12/2026,,,,,,,", "DAM,3/3/2026,,,,,,3/9/2026,3/5/2026"]
    rows, bad = settlement_table.read("\n".join([HEAD, *lines, "Final,3/3/2026,,,,,,,"]).encode())
    assert [row.run for row in rows] == ["rtm_final"]
    assert [one.reason.split(".")[0] for one in bad] == [
        "The operating date is missing",
        "The settlement type is missing",
        'The operating date "31/12/2026" is not a date; write MM/DD/YYYY or YYYY-MM-DD',
        "The dispute date is before the post date",
    ]
    assert version_key("1.10") > version_key("1.9") > version_key("1") > version_key("")


def test_a_background_report_is_read_in_the_words_of_the_schema() -> None:
    words = marketrak_words()
    report = (
        "Issue ID,Issue Type,Sub Type,State,ESI ID,Submit Date,Close Date\n"
        "100,D2D,switch hold removal,In Progress (TDSP),1044372000000000001,11/02/2026,\n"
        "101,D2D,Switch Hold Removal,Complete,,11/02/2026,11/03/2026\n"
        "101,D2D,Switch Hold Removal,Complete,,,\n"
        "102,D2D,Switch Hold,New,,,\n"
        "103,D2D,Other,Nowhere,,,\n"
        "1 4,D2D,Other,New,,,\n"
    )
    rows, bad = marketrak_report.read(report.encode(), words)
    assert [(row.issue_id, row.subtype, row.party, row.complete) for row in rows] == [
        ("100", "Switch Hold Removal", "tdsp", False),
        ("101", "Switch Hold Removal", "nobody", True),
    ]
    assert [one.reason for one in bad] == [
        "MarkeTrak 101 already stands in row 3.",
        'MarkeTrak knows no subtype "Switch Hold".',
        'MarkeTrak knows no state "Nowhere".',
        'The MarkeTrak number "1 4" holds other characters than letters and digits.',
    ]
    # Every state of the schema names somebody, and what is complete is a state of it.
    assert all(party_of(state) for state in words.states)
    assert words.complete <= set(words.states)
    assert party_of("New (Losing CR Submit)") == "losing"
    assert party_of("Agreement Reached (PC)") == "submitter"
    assert party_of("New", "Submitter") == "submitter"


def test_days_open_against_the_benchmark() -> None:
    today = date(2026, 11, 18)
    assert days_open(date(2026, 11, 10), None, today) == 8
    assert days_open(date(2026, 11, 10), date(2026, 11, 11), today) == 1
    assert days_open(None, None, today) is None
    assert (inside(1, 1), inside(2, 1), inside(2, None), inside(None, 1)) == (True, False, None, None)


def test_what_is_missing_from_a_dispute_is_told_the_usual_four_first() -> None:
    empty = SimpleNamespace(**dict.fromkeys(dispute_elements.ELEMENTS, ""), interval_start=None, interval_end=None)
    told = dispute_elements.missing(empty)
    assert told[:4] == ["Operating day", "Statement ID", "Time period", "Disputed amount"]
    assert len(told) == 11
    empty.interval_start = empty.interval_end = date(2026, 3, 3)
    empty.amount = Decimal(0)
    assert not {"Time period", "Disputed amount"} & set(dispute_elements.missing(empty))
    day = date(2026, 3, 3)
    assert dispute_elements.sound_days({day: Decimal("10.50")}, None) == Decimal("10.50")
    with pytest.raises(Refused, match="add up to 10.50"):
        dispute_elements.sound_days({day: Decimal("10.50")}, Decimal(11))
    with pytest.raises(Refused, match="31 operating days"):
        dispute_elements.sound_days({date.fromordinal(day.toordinal() + n): Decimal(1) for n in range(32)}, None)


def test_days_are_written_one_a_line() -> None:
    days = dispute_elements.read_days("2026-03-03 120.50\n\n03/04/2026, $1,200\n2026-03-05;0.5")
    assert days == {
        date(2026, 3, 3): Decimal("120.50"),
        date(2026, 3, 4): Decimal(1200),
        date(2026, 3, 5): Decimal("0.5"),
    }
    assert dispute_elements.read_days(dispute_elements.write_out(days)) == days
    for bad, why in (("2026-03-03", "Line 1"), ("yesterday 5", "Line 1"), ("2026-03-03 1\n2026-03-03 2", "twice")):
        with pytest.raises(Refused, match=why):
            dispute_elements.read_days(bad)
