"""Until when a run of an operating day can be disputed, by the calendar and by the rules that ship."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from issues.actions.dispute_catalog import RULES
from issues.choices import SettlementRun as S
from issues.choices import WindowOrigin
from issues.rules.adr_limits import limits
from issues.rules.dispute_terms import Term
from issues.rules.dispute_windows import Book, Extension, Published, Window, window
from portal.calendars.week import Holiday, Hours, WorkCalendar
from portal.lifecycle.catalogs import read_rows
from portal.scoping.today import market_day

HOLIDAYS = {
    date(2026, 11, 26): Holiday("Thanksgiving Day"),
    date(2026, 11, 27): Holiday("Day after Thanksgiving"),
}
CALENDAR = WorkCalendar(
    "ercot-business", "Business Days", ZoneInfo("America/Chicago"), ((Hours(480, 1020),),) * 5 + ((), ()), HOLIDAYS
)
TERMS = {
    row["code"]: Term(
        row["code"],
        row["amount"],
        row.get("unit", "business"),
        rolls=row.get("rolls", False),
        verified=row["tag"] == "V",
        counted_from=row["counted_from"],
    )
    for row in read_rows(RULES)
    if row.get("amount") is not None and row["kind"] != "exception"
}
STORM = Extension(
    "DISP-EXC-2021-02",
    date(2021, 2, 14),
    date(2021, 2, 19),
    ("dam", "dam_resettlement", "invoice"),
    months=6,
    name="winter storm",
)
BOOK = Book(TERMS, (STORM,), CALENDAR)


def closes(found: Window) -> date | None:
    return market_day(found.closes_at) if found.closes_at else None


@pytest.mark.parametrize(
    ("run", "day", "until", "code"),
    [
        # DAM of Tuesday March 3: issued two Business Days later, disputed ten Business Days from then.
        (S.DAM, date(2026, 3, 3), date(2026, 3, 19), "DISP-DAM"),
        # Thanksgiving and the day after lie on the way.
        (S.DAM, date(2026, 11, 16), date(2026, 12, 4), "DISP-DAM"),
        # True-Up of March 3 is issued on August 30, a Sunday: August 31; Labor Day is no holiday of this calendar.
        (S.RTM_INITIAL, date(2026, 3, 3), date(2026, 8, 3), "DISP-RTM"),
        (S.RTM_FINAL, date(2026, 3, 3), date(2026, 8, 3), "DISP-RTM"),
        (S.RTM_RESETTLEMENT, date(2026, 3, 3), date(2026, 8, 3), "DISP-RTM"),
        (S.RTM_TRUE_UP, date(2026, 3, 3), date(2026, 9, 14), "DISP-TU"),
        (S.CRR, date(2026, 3, 3), date(2026, 3, 18), "DISP-INV"),
        # Nothing says when these are issued.
        (S.DAM_RESETTLEMENT, date(2026, 3, 3), None, "DISP-DAM"),
        (S.INVOICE, date(2026, 3, 3), None, "DISP-INV"),
    ],
)
def test_by_rule_where_the_calendar_has_no_row(run: str, day: date, until: date | None, code: str) -> None:
    found = window(run, day, book=BOOK)
    assert (closes(found), found.rule_code) == (until, code)
    assert found.origin == (WindowOrigin.COMPUTED if until else WindowOrigin.UNKNOWN)
    assert found.reasons
    if until and code != "DISP-RTM":
        assert sum(span.days for span in found.spans) == 10


def test_the_calendar_comes_first_and_a_row_without_a_date_gives_the_issue() -> None:
    row = Published(date(2026, 3, 6), None, date(2026, 3, 24), "2", date(2026, 3, 7))
    found = window(S.DAM, date(2026, 3, 3), book=BOOK, published=row)
    assert (closes(found), found.origin, found.verified) == (date(2026, 3, 24), WindowOrigin.IMPORTED, True)
    assert "version 2" in found.reasons[0]
    assert "Mar 24, 2026" in found.reasons[0]
    found = window(S.DAM_RESETTLEMENT, date(2026, 3, 3), book=BOOK, published=replace(row, dispute_date=None))
    assert (closes(found), found.origin) == (date(2026, 3, 20), WindowOrigin.COMPUTED)
    assert "settlement calendar" in found.reasons[0]
    # 23:59:59.999999 Central: the whole last day counts.
    assert found.closes_at.astimezone(CALENDAR.zone).hour == 23
    close = {"DISP-DAM": replace(TERMS["DISP-DAM"], until_close=True)}
    found = window(S.DAM, date(2026, 3, 3), book=replace(BOOK, terms=TERMS | close))
    assert found.closes_at.astimezone(CALENDAR.zone).hour == 17


def test_a_published_true_up_moves_the_window_and_later_resettlements_have_their_own() -> None:
    true_up = Published(date(2026, 9, 1))
    found = window(S.RTM_FINAL, date(2026, 3, 3), book=BOOK, true_up=true_up)
    assert closes(found) == date(2026, 8, 4)
    assert found.early_on == date(2026, 5, 11)  # ten Business Days from the Final of April 27
    late = window(
        S.RTM_RESETTLEMENT, date(2026, 3, 3), book=BOOK, published=Published(date(2026, 11, 20)), true_up=true_up
    )
    assert (closes(late), late.rule_code) == (date(2026, 12, 8), "DISP-TU")
    assert "Nov 26" in " ".join(late.reasons)


def test_a_dated_exception_only_extends() -> None:
    found = window(S.DAM, date(2021, 2, 15), book=BOOK)
    assert (closes(found), found.rule_code) == (date(2021, 8, 17), "DISP-EXC-2021-02")
    assert closes(window(S.DAM, date(2021, 2, 20), book=BOOK)) == date(2021, 3, 9)
    assert window(S.RTM_TRUE_UP, date(2021, 2, 15), book=BOOK).rule_code == "DISP-TU"
    longer = Published(dispute_date=date(2021, 12, 1))
    assert closes(window(S.DAM, date(2021, 2, 15), book=BOOK, published=longer)) == date(2021, 12, 1)
    fixed = replace(STORM, months=0, until_on=date(2021, 10, 1))
    told = window(S.INVOICE, date(2021, 2, 15), book=replace(BOOK, extensions=(fixed,)))
    assert (closes(told), told.origin) == (date(2021, 10, 1), WindowOrigin.COMPUTED)


def test_the_limits_of_adr() -> None:
    found = limits(TERMS, CALENDAR, denied_on=date(2026, 10, 1), requested_on=date(2026, 11, 20))
    assert found == {"ADR-1": date(2026, 11, 15), "ADR-2": date(2026, 12, 1), "ADR-3": date(2026, 12, 20)}
    ended = limits(TERMS, CALENDAR, denied_on=date(2026, 10, 1), ended_on=date(2026, 12, 1))
    assert ended == {"ADR-1": date(2026, 11, 15), "ADR-7": date(2027, 1, 5)}
