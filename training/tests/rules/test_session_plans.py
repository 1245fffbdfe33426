"""Offers and reminders in business time, and days of a session that make sense."""

from datetime import datetime, timedelta

import pytest

from portal.calendars.tests.almanac import BH_HOLIDAYS, at
from portal.lifecycle.refusals import Refused
from training.rules.offer_terms import offer_until
from training.rules.session_plans import days_in_words, sound_days, sound_zone
from training.rules.session_reminders import next_reminder

FAR = at("2026-12-15 08:30")


@pytest.mark.parametrize(
    ("now", "begins", "until"),
    [
        (at("2026-11-18 10:00"), FAR, at("2026-11-19 09:00")),
        (at("2026-11-20 16:00"), FAR, at("2026-11-23 15:00")),
        (at("2026-11-25 16:00"), FAR, at("2026-11-30 15:00")),
        (at("2026-11-21 13:00"), FAR, at("2026-11-23 16:00")),
        # Eight business hours before the beginning of Friday 08:30 are Thursday 09:30 (Central, as all here).
        (at("2026-11-18 10:30"), at("2026-11-20 08:30"), at("2026-11-19 09:30")),
        (at("2026-11-18 10:31"), at("2026-11-20 08:30"), None),
        (at("2026-11-19 10:00"), at("2026-11-20 08:30"), None),
        # On the Friday before a Monday session it is too late already; so it is the day before Thanksgiving.
        (at("2026-11-20 09:00"), at("2026-11-23 08:30"), None),
        (at("2026-11-25 09:00"), at("2026-11-30 08:30"), None),
    ],
)
def test_how_long_an_offered_seat_is_kept(now: datetime, begins: datetime, until: datetime | None) -> None:
    assert offer_until(BH_HOLIDAYS, now, begins) == until


@pytest.mark.parametrize(
    ("after", "begins", "expected"),
    [
        (at("2026-11-02 10:00"), at("2026-11-18 09:00"), at("2026-11-11 09:00")),
        (at("2026-11-11 09:00"), at("2026-11-18 09:00"), at("2026-11-17 09:00")),
        (at("2026-11-17 09:00"), at("2026-11-18 09:00"), None),
        (at("2026-11-27 12:00"), at("2026-11-30 13:00"), None),
        (at("2026-11-02 10:00"), at("2026-12-02 07:00"), at("2026-11-20 17:00")),
        (at("2026-11-19 10:00"), at("2026-11-19 13:00"), None),
    ],
)
def test_when_people_are_reminded(after: datetime, begins: datetime, expected: datetime | None) -> None:
    assert next_reminder(BH_HOLIDAYS, after, begins) == expected


def day(text: str, hours: int = 8) -> tuple[datetime, datetime]:
    return at(text), at(text) + timedelta(hours=hours)


def test_days_come_in_their_order_and_read_in_the_sessions_zone() -> None:
    days = sound_days([day("2027-02-10 08:30"), day("2027-02-09 08:30")], self_paced=False)
    assert days_in_words(days, "America/Chicago") == (
        "Tuesday, February 9, 2027, 08:30 to 16:30 CST; Wednesday, February 10, 2027, 08:30 to 16:30 CST"
    )
    assert "07:30 to 15:30 MST" in days_in_words(days, "America/Denver")


@pytest.mark.parametrize(
    ("days", "self_paced", "words"),
    [
        ([], False, "at least one day"),
        ([day("2027-02-09 08:30", -1)], False, "ends after it begins"),
        ([day("2027-02-09 08:30"), day("2027-02-09 16:00")], False, "overlap"),
        ([day("2027-02-09 08:30"), day("2027-02-10 08:30")], True, "one window"),
        ([day("2027-02-09 08:30")] * 61, False, "at most 60"),
    ],
)
def test_days_that_contradict_each_other_are_refused(days: list, self_paced: bool, words: str) -> None:
    with pytest.raises(Refused, match=words):
        sound_days(days, self_paced=self_paced)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(Refused, match="time zone"):
        sound_zone("Texas/Taylor")
