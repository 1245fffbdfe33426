"""Periods as they stand in an address, and what a chart makes of numbers."""

from datetime import UTC, date, datetime

import pytest

from portal.lifecycle.refusals import Refused
from portal.reporting import periods
from portal.reporting.chart import drawn, top_of
from portal.reporting.papers import Paper, as_csv
from portal.reporting.shapes import Chart, Column, Content, Figure, Table, figures, from_json, share

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("words", "first", "last", "label", "before"),
    [
        ("2026-10", "2026-10-01", "2026-10-31", "October 2026", "2026-09"),
        ("2026-01", "2026-01-01", "2026-01-31", "January 2026", "2025-12"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024", "2024-01"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "Quarter 1 of 2026", "2025-Q4"),
        ("2026", "2026-01-01", "2026-12-31", "2026", "2025"),
        ("2026-10-05..2026-10-11", "2026-10-05", "2026-10-11", "Oct 5, 2026 to Oct 11, 2026", "2026-09-28..2026-10-04"),
        ("", "2026-10-01", "2026-10-31", "October 2026", "2026-09"),
    ],
)
def test_a_period_is_read_and_said(words: str, first: str, last: str, label: str, before: str) -> None:
    found = periods.read(words, today=TODAY)
    assert (str(found.first), str(found.last), found.label, found.before.key) == (first, last, label, before)
    assert periods.read(found.key, today=TODAY) == found


@pytest.mark.parametrize(
    ("words", "first", "last", "told"),
    [
        ("2026-13", "", "", "no period"),
        ("٢٠٢٦", "", "", "no period"),
        ("1066", "", "", "no period"),
        ("2027-01", "", "", "not begun"),
        ("", "2026-10-05", "", "both days"),
        ("", "2026-10-05", "2026-10-04", "before the first"),
        ("", "2026-02-30", "2026-03-01", "days as"),
        ("2025-01-01..2026-01-02", "", "", "366 days"),
    ],
)
def test_what_is_wrong_with_a_period_is_said(words: str, first: str, last: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        periods.read(words, first=first, last=last, today=TODAY)


def test_days_are_the_markets_also_when_clocks_change() -> None:
    march = periods.read("2026-03", today=TODAY)
    assert march.since == datetime(2026, 3, 1, 6, tzinfo=UTC)
    assert march.until == datetime(2026, 4, 1, 5, tzinfo=UTC)
    assert [one.key for one in march.year_of_months()][::11] == ["2025-04", "2026-03"]
    assert all(one.first <= TODAY for one in periods.offered(TODAY))


def test_numbers_stay_themselves_in_every_form() -> None:
    assert (share(1, 3), share(1, 8), share(0, 0)) == (33.3, 12.5, None)
    table = Table("Sums", (Column("Name"), Column("$", number=True)), (("=1+1", -2.5), ("-x", None)))
    content = Content(
        (figures([Figure("A", 1, None, "counts")]), table), Chart("C", ("a",), ("n",), ((3,),)), ("note",)
    )
    assert from_json(content.as_json()) == content
    told = as_csv(Paper("Report", "", content, (("Team", "@team"),), datetime(2026, 11, 1, tzinfo=UTC))).decode()
    assert "'=1+1,-2.5" in told
    assert "'-x,–" in told
    assert "Team,'@team" in told
    picture = drawn(content.chart)
    assert picture is not None
    assert picture.bars[0].words == "a, n: 3"
    assert (top_of(3, percent=False), top_of(41, percent=False), top_of(60, percent=True)) == (4, 80, 100)
    assert drawn(Chart("C", ("a",), ("n",), ((0,),))) is None
