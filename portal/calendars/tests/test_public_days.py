"""The holidays that ship: the public dates of a library, and which of them count for whom."""

from datetime import date

import pytest

from portal.calendars.actions.catalog import defaults

YEAR = 2026


@pytest.fixture(scope="module")
def shipped():
    return {code: draft for code, _, draft in defaults(YEAR)}


def closed(draft, year):
    return {one.day: one.name for one in draft.holidays if one.counts and one.day.year == year}


def on(draft, *day):
    return next((one for one in draft.holidays if one.day == date(*day)), None)


def test_ercots_list_of_2026(shipped):
    assert closed(shipped["ercot-business"], 2026) == {
        date(2026, 1, 1): "New Year's Day",
        date(2026, 5, 25): "Memorial Day",
        date(2026, 7, 3): "Independence Day (observed)",
        date(2026, 7, 4): "Independence Day",
        date(2026, 9, 7): "Labor Day",
        date(2026, 11, 26): "Thanksgiving Day",
        date(2026, 11, 27): "Day after Thanksgiving",
        date(2026, 12, 24): "Christmas Eve",
        date(2026, 12, 25): "Christmas Day",
    }


def test_what_nobody_checked_is_unverified(shipped):
    draft = shipped["ercot-business"]
    assert on(draft, 2026, 11, 27).verified
    assert not on(draft, 2026, 7, 3).verified
    assert not on(draft, 2026, 12, 24).verified
    assert all(one.source for one in draft.holidays)
    for code in shipped:
        if code.startswith("retail-"):
            assert not any(one.verified for one in shipped[code].holidays), code
            assert "in place of the wires company's own" in on(shipped[code], 2026, 1, 1).source


def test_the_bank_is_open_on_the_friday_before_a_saturday_holiday(shipped):
    bank = shipped["bank"]
    friday = on(bank, 2026, 7, 3)
    assert (friday.name, friday.counts, friday.verified) == ("Independence Day (observed)", False, True)
    assert on(bank, 2026, 7, 4).counts
    # Christmas 2027 and New Year's Day 2028 are Saturdays.
    assert not on(bank, 2027, 12, 24).counts
    assert not on(bank, 2027, 12, 31).counts


def test_the_bank_is_closed_on_the_monday_after_a_sunday_holiday(shipped):
    assert closed(shipped["bank"], 2027)[date(2027, 7, 5)] == "Independence Day (observed)"


def test_the_bank_closes_on_days_on_which_ercot_works(shipped):
    for day in [(2026, 1, 19), (2026, 2, 16), (2026, 6, 19), (2026, 10, 12), (2026, 11, 11)]:
        assert on(shipped["bank"], *day).counts
        assert not on(shipped["ercot-business"], *day).counts
    assert on(shipped["bank"], 2026, 11, 27) is None
    assert len(closed(shipped["bank"], 2025)) == 11


def test_ercot_keeps_a_saturday_on_friday_and_a_sunday_on_monday(shipped):
    draft = shipped["ercot-business"]
    assert closed(draft, 2027)[date(2027, 12, 31)] == "New Year's Day (observed)"
    assert closed(draft, 2027)[date(2027, 7, 5)] == "Independence Day (observed)"


def test_the_years_around_today_are_covered(shipped):
    for code, draft in shipped.items():
        years = {one.day.year for one in draft.holidays}
        assert years == (set() if code == "always" else set(range(2024, 2030))), code


def test_every_wires_company_has_its_calendar(shipped):
    tdsps = {"oncor", "centerpoint", "aep-central", "aep-north", "tnmp", "lubbock"}
    assert set(shipped) == {"ercot-business", "bank", "always"} | {f"retail-{code}" for code in tdsps}


def test_christmas_is_not_invented_beyond_what_was_set(shipped):
    christmas = [one.day.year for one in shipped["ercot-business"].holidays if one.name.startswith("Christmas")]
    assert christmas == [2024, 2024, 2025, 2025, 2026, 2026]
    assert shipped["ercot-business"].entered_yearly == {"Christmas": 2}
    assert shipped["bank"].entered_yearly == {}
