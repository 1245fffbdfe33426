"""Sessions by the clock of their zone, where clocks are changed as well."""

from datetime import UTC, date, datetime, time

import pytest

from training.rules.seats import Seats
from training.rules.session_times import NotOnTheClock, instant_of, meeting_words, span_words, window_words

CENTRAL = "America/Chicago"


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2027, 2, 9), time(8, 30), datetime(2027, 2, 9, 14, 30, tzinfo=UTC)),
        (date(2027, 7, 9), time(8, 30), datetime(2027, 7, 9, 13, 30, tzinfo=UTC)),
        (date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 6, 30, tzinfo=UTC)),  # the first of two
        (date(2026, 3, 8), time(3, 0), datetime(2026, 3, 8, 8, 0, tzinfo=UTC)),
    ],
)
def test_a_time_on_the_wall_is_one_instant(day: date, clock: time, expected: datetime) -> None:
    assert instant_of(CENTRAL, day, clock) == expected


def test_a_time_that_the_clocks_skip_is_refused_in_words() -> None:
    with pytest.raises(NotOnTheClock, match=r"On Mar 8, 2026 the clocks skip 02:30\."):
        instant_of(CENTRAL, date(2026, 3, 8), time(2, 30))


def test_words_name_the_zone_that_holds_on_the_day() -> None:
    winter = datetime(2027, 2, 9, 14, 30, tzinfo=UTC), datetime(2027, 2, 9, 23, 0, tzinfo=UTC)
    summer = datetime(2027, 7, 9, 13, 30, tzinfo=UTC), datetime(2027, 7, 9, 22, 0, tzinfo=UTC)
    assert meeting_words(*winter, CENTRAL) == "Tue, Feb 9, 2027, 08:30–17:00 CST"
    assert meeting_words(*summer, CENTRAL) == "Fri, Jul 9, 2027, 08:30–17:00 CDT"
    assert meeting_words(*winter, "America/Los_Angeles") == "Tue, Feb 9, 2027, 06:30–15:00 PST"


def test_a_session_of_several_days_names_the_first_and_the_last() -> None:
    begins, ends = datetime(2027, 2, 9, 15, 0, tzinfo=UTC), datetime(2027, 2, 11, 22, 0, tzinfo=UTC)
    assert span_words(begins, ends, CENTRAL) == "Feb 9 – Feb 11, 2027, from 09:00 CST"
    assert window_words(begins, ends, CENTRAL) == "any time from Feb 9 to Feb 11, 2027"


def test_a_window_ends_with_its_last_day_and_not_on_the_one_that_begins_at_midnight() -> None:
    window = (instant_of(CENTRAL, date(2027, 2, 1), time()), instant_of(CENTRAL, date(2027, 4, 1), time()))
    assert window_words(*window, CENTRAL) == "any time from Feb 1 to Mar 31, 2027"
    assert span_words(*window, CENTRAL) == "Feb 1 – Mar 31, 2027, from 00:00 CST"


@pytest.mark.parametrize(
    ("seats", "words", "free"),
    [
        (Seats(18, 30), "12 of 30 free", True),
        (Seats(30, 30, waiting=4), "Full", False),
        (Seats(29, 30, waiting=4), "1 of 30 free", False),
        (Seats(7, None), "7 enrolled, no limit", True),
    ],
)
def test_a_free_seat_is_ones_own_only_while_nobody_waits(seats: Seats, words: str, free: bool) -> None:
    assert (seats.words, seats.are_free) == (words, free)
