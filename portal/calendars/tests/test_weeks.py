"""Opening hours as people type them, as they are stored, and as they are told."""

import pytest

from portal.calendars import weeks
from portal.calendars.week import Hours
from portal.calendars.weeks import BadHours

OFFICE = (Hours(480, 1020),)
WITH_LUNCH = (Hours(480, 720), Hours(780, 1020))
WEEK = (OFFICE,) * 5 + ((), ())


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("08:00-17:00", OFFICE),
        (" 8-17 ", OFFICE),
        ("8:00 – 17:00", OFFICE),
        ("08:00-12:00, 13:00-17:00", WITH_LUNCH),
        ("13:00-17:00,08:00-12:00", WITH_LUNCH),
        ("00:00-24:00", weeks.WHOLE_DAY),
        ("", ()),
        ("closed", ()),
        ("08:00-12:00, 12:00-17:00", (Hours(480, 720), Hours(720, 1020))),
    ],
)
def test_hours_are_read_as_they_are_meant(text, hours):
    assert weeks.from_text(text) == hours
    assert weeks.from_text(weeks.to_text(hours)) == hours


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("17:00-08:00", "must open before it closes"),
        ("08:00-08:00", "must open before it closes"),
        ("08:00-25:00", "not a time of day"),
        ("08:00-24:01", "not a time of day"),
        ("08:60-17:00", "not a time of day"),
        ("²-17:00", "not a time of day"),
        ("mornings", "not an opening and a closing time"),
        ("08:00-12:00-17:00", "not an opening and a closing time"),
        ("08:00-12:00,", "not an opening and a closing time"),
        ("08:00-12:00, 11:00-17:00", "overlap"),
        (", ".join(f"{hour:02}:00-{hour:02}:30" for hour in range(13)), "At most"),
    ],
)
def test_hours_that_cannot_be_meant_are_refused_in_words(text, words):
    with pytest.raises(BadHours, match=words):
        weeks.from_text(text)


def test_a_week_is_stored_and_read_back():
    week = (WITH_LUNCH, OFFICE, OFFICE, OFFICE, weeks.WHOLE_DAY, (), ())
    stored = weeks.to_json(week)
    assert stored[0] == [["08:00", "12:00"], ["13:00", "17:00"]]
    assert stored[4] == [["00:00", "24:00"]]
    assert weeks.from_json(stored) == week == weeks.from_json(week)


@pytest.mark.parametrize(
    "week",
    [None, 7, "abcdefg", [], [[]] * 6, [[]] * 8, [[["08:00"]], *[[]] * 6], [[[8, 17]], *[[]] * 6], [5, *[[]] * 6]]
    + [[["0800-1700"], *[[]] * 6], {"Monday": []}, [[["08:00", "17:00", "18:00"]], *[[]] * 6]],
)
def test_what_is_no_week_is_refused(week):
    with pytest.raises(BadHours):
        weeks.from_json(week)


def test_a_bad_day_is_named():
    with pytest.raises(BadHours, match="Wednesday: 17:00-08:00"):
        weeks.from_json([[], [], [["17:00", "08:00"]], [], [], [], []])


@pytest.mark.parametrize(
    ("week", "words"),
    [
        (WEEK, "Mon-Fri 08:00-17:00"),
        ((weeks.WHOLE_DAY,) * 7, "every day around the clock"),
        ((WITH_LUNCH,) * 4 + (OFFICE, (), ()), "Mon-Thu 08:00-12:00 and 13:00-17:00; Fri 08:00-17:00"),
        ((OFFICE, (), OFFICE, (), (), (), ()), "Mon 08:00-17:00; Wed 08:00-17:00"),
        (((),) * 7, "never open"),
    ],
)
def test_a_week_in_words(week, words):
    assert weeks.in_words(week) == words
