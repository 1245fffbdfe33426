"""What a version is made of: what no calendar can be, and how two differ."""

import json
from dataclasses import replace
from datetime import date

import pytest

from portal.calendars import drafts
from portal.calendars.drafts import Draft, HolidayDraft
from portal.calendars.missing import missing
from portal.calendars.weeks import BadHours
from portal.lifecycle.refusals import Refused

OFFICE = [["08:00", "17:00"]]
WEEK = [OFFICE] * 5 + [[], []]
EVE = HolidayDraft(date(2026, 12, 24), "Christmas Eve")
DAY = HolidayDraft(date(2026, 12, 25), "Christmas Day", verified=True, source="The CEO's notice")
SHORT = HolidayDraft(date(2026, 12, 31), "New Year's Eve", hours=drafts.weeks.from_text("08:00-12:00"))
DRAFT = Draft("America/Chicago", WEEK, (DAY, EVE, SHORT), {"Christmas": 2})


def test_a_draft_travels_as_plain_data_and_comes_back_the_same():
    assert drafts.from_json(json.loads(json.dumps(drafts.to_json(DRAFT)))) == DRAFT
    assert [one.day.day for one in DRAFT.holidays] == [24, 25, 31]
    drafts.require_sound(DRAFT)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"zone": "America/Nowhere"}, "no time zone"),
        ({"zone": "../etc/passwd"}, "no time zone"),
        ({"zone": ""}, "no time zone"),
        ({"week": [[]] * 7}, "would never open"),
        ({"holidays": (EVE, replace(DAY, day=EVE.day))}, "2026-12-24 is given twice: Christmas Eve and Christmas Day"),
        ({"holidays": (replace(EVE, name=" "),)}, "name the holiday"),
        ({"holidays": (replace(EVE, name="x" * 121),)}, "name the holiday"),
        ({"holidays": (replace(EVE, name="a\x00b"),)}, "name the holiday"),
        ({"holidays": (replace(EVE, source="x" * 301),)}, "name the source"),
        ({"holidays": (replace(EVE, day=date(9999, 1, 1)),)}, "between 1900 and 2999"),
        ({"holidays": (replace(SHORT, counts=False),)}, "either shortened hours"),
        ({"entered_yearly": {"Christmas": 0}}, "entered yearly"),
        ({"entered_yearly": {"Christmas": True}}, "entered yearly"),
        ({"entered_yearly": {"": 1}}, "entered yearly"),
        ({"entered_yearly": ["Christmas"]}, "entered yearly"),
    ],
)
def test_what_no_calendar_can_be_is_refused_in_words(change, words):
    with pytest.raises(Refused, match=words):
        drafts.require_sound(replace(DRAFT, **change))


def test_a_week_that_is_none_makes_no_draft():
    with pytest.raises(BadHours):
        Draft("America/Chicago", [OFFICE])


@pytest.mark.parametrize(
    "data",
    [None, [], "", {}, {"zone": "UTC", "week": WEEK, "holidays": [{}], "entered_yearly": {}}]
    + [{"zone": "UTC", "week": WEEK, "holidays": [{"date": "soon"}], "entered_yearly": {}}]
    + [
        {"zone": "UTC", "week": [1], "holidays": [], "entered_yearly": {}},
        {"zone": "UTC", "week": WEEK, "holidays": 1},
    ],
)
def test_data_that_is_no_draft_is_refused(data):
    with pytest.raises(Refused):
        drafts.from_json(data)


def test_differences_are_told_day_by_day():
    lunch = [[["08:00", "12:00"], ["13:00", "17:00"]], *WEEK[1:]]
    after = Draft("UTC", lunch, (DAY, replace(SHORT, hours=())), {})
    assert drafts.differences(DRAFT, after) == {
        "time zone": ["America/Chicago", "UTC"],
        "Monday": ["08:00-17:00", "08:00-12:00 and 13:00-17:00"],
        "2026-12-24": ["Christmas Eve, closed, unverified", ""],
        "2026-12-31": ["New Year's Eve, open 08:00-12:00, unverified", "New Year's Eve, closed, unverified"],
        "entered yearly": ["Christmas: 2", ""],
    }
    assert drafts.differences(DRAFT, DRAFT) == {}


def test_only_days_that_count_reach_the_engine():
    draft = replace(DRAFT, holidays=(replace(EVE, counts=False), DAY))
    calendar = draft.work_calendar(type("Named", (), {"code": "bh", "name": "BH"}), 3)
    assert calendar.version == 3
    assert list(calendar.holidays) == [DAY.day]
    assert calendar.closed_because(DAY.day) == "Christmas Day"


def test_a_day_is_added_once():
    assert DRAFT.with_holiday(replace(EVE, day=date(2027, 12, 24))).holidays[-1].day.year == 2027
    with pytest.raises(Refused, match="Christmas Eve"):
        DRAFT.with_holiday(EVE)


CHRISTMAS = {"Christmas": 2}
KNOWN = [(date(2026, 12, 24), "Christmas Eve"), (date(2026, 12, 25), "Christmas Day"), (date(2027, 1, 1), "New Year")]


@pytest.mark.parametrize(
    ("today", "days", "warnings"),
    [
        (date(2026, 6, 30), KNOWN, []),
        (date(2026, 7, 1), KNOWN, ["The two Christmas days of 2027 are not entered yet."]),
        (date(2027, 1, 1), KNOWN, ["The two Christmas days of 2027 are not entered yet."]),
        (
            date(2026, 7, 1),
            [*KNOWN, (date(2027, 12, 27), "christmas, kept on Monday")],
            ["Only one of the two Christmas days of 2027 is entered."],
        ),
        (date(2026, 7, 1), KNOWN[:2], ["No holidays of 2027 are entered yet."]),
    ],
)
def test_a_missing_year_warns(today, days, warnings):
    assert missing(CHRISTMAS, days, today) == warnings


def test_days_of_a_calendar_without_any_holiday_are_missed_too():
    assert missing({"Founders' Day": 1}, [], date(2026, 1, 1)) == ["The Founders' Day of 2026 is not entered yet."]
