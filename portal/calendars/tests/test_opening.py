"""Whether a calendar is open, and what comes next."""

from datetime import UTC, date, datetime

import pytest

from portal.calendars.drafts import Draft, HolidayDraft
from portal.calendars.opening import Opening, in_words, opening

NAMED = type("Named", (), {"code": "bh", "name": "BH"})
OFFICE = [["08:00", "17:00"]]
EVE, DAY = HolidayDraft(date(2026, 11, 26), "Thanksgiving"), HolidayDraft(date(2026, 11, 27), "After")
OFFICE_HOURS = Draft("America/Chicago", [OFFICE] * 5 + [[], []], (EVE, DAY)).work_calendar(NAMED, 1)
ALWAYS = Draft("America/Chicago", [[["00:00", "24:00"]]] * 7).work_calendar(NAMED, 1)
NIGHTS = Draft("America/Chicago", [[["00:00", "06:00"], ["22:00", "24:00"]]] * 7).work_calendar(NAMED, 1)


def at(day, hour, minute=0):
    """November 2026: Central Standard Time, six hours behind UTC."""
    return datetime(2026, 11, day, hour + 6, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("calendar", "now", "found", "words"),
    [
        (OFFICE_HOURS, at(18, 10), Opening(True, at(18, 17), at(19, 8)), "Open until 17:00 CST"),
        (OFFICE_HOURS, at(18, 17), Opening(False, None, at(19, 8)), "Opens Thursday, Nov 19, 2026, 08:00 CST"),
        (OFFICE_HOURS, at(18, 7), Opening(False, None, at(18, 8)), "Opens 08:00 CST"),
        (OFFICE_HOURS, at(25, 17), Opening(False, None, at(30, 8)), "Opens Monday, Nov 30, 2026, 08:00 CST"),
        (ALWAYS, at(18, 10), Opening(True), "Open around the clock"),
        (NIGHTS, at(18, 5), Opening(True, at(18, 6), at(18, 16) + (at(18, 12) - at(18, 6))), "Open until 06:00 CST"),
    ],
)
def test_open_or_not_and_until_when(calendar, now, found, words):
    assert opening(calendar, now) == found
    assert in_words(calendar, now) == words


def test_hours_over_midnight_are_one_stretch():
    found = opening(NIGHTS, at(18, 10) + (at(18, 13) - at(18, 0)))
    assert found.closes_at == at(19, 6)


def test_a_calendar_that_never_opens():
    never = Draft("UTC", [[]] * 7).work_calendar(NAMED, 1)
    assert opening(never, at(18, 10)) == Opening(False)
    assert in_words(never, at(18, 10)) == "Never opens"
