"""A hundred thousand clocks drawn from one seed: the laws of the engine hold for each of them."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.calendars.targets import Target, due
from portal.calendars.worktime import Holiday, Hours, Pause, WorkCalendar, advance, elapsed

CASES = 100_000
SEED = 20260302
ZONES = ("America/Chicago", "America/New_York", "UTC", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo")
ZERO, MICROSECOND = timedelta(0), timedelta(microseconds=1)
FIRST_DAY = date(2024, 1, 1)
YEARS = timedelta(days=5 * 365)


def random_calendar(rng: random.Random) -> WorkCalendar:
    week = tuple(random_hours(rng) if rng.random() < 0.85 else () for _ in range(6))
    days = rng.sample(range(YEARS.days), 40)
    holidays = {
        FIRST_DAY + timedelta(days=day): Holiday("Holiday", random_hours(rng) if rng.random() < 0.3 else ())
        for day in days
    }
    # Sunday is open in every calendar, so that none is closed for good.
    return WorkCalendar("any", "Any", ZoneInfo(rng.choice(ZONES)), (*week, random_hours(rng)), holidays)


def random_hours(rng: random.Random) -> tuple[Hours, ...]:
    bounds = sorted(rng.sample(range(0, 1441, 5), 2 * rng.randint(1, 3)))
    return tuple(Hours(opens, closes) for opens, closes in zip(bounds[::2], bounds[1::2], strict=True))


def random_pauses(rng: random.Random, start: datetime) -> list[Pause]:
    begins = [start + random_time(rng, 10) - timedelta(days=2) for _ in range(rng.choice((0, 0, 1, 2, 3)))]
    return [Pause(begin, begin + random_time(rng, 4)) for begin in begins]


def random_time(rng: random.Random, days: int) -> timedelta:
    return rng.randrange(timedelta(days=days) // MICROSECOND) * MICROSECOND


@pytest.mark.scale
def test_a_hundred_thousand_clocks_obey_the_laws(capsys):
    rng = random.Random(SEED)
    calendars = [random_calendar(rng) for _ in range(60)]
    beginning = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
    checked = 0
    for _ in range(CASES):
        calendar = rng.choice(calendars)
        start = beginning + random_time(rng, YEARS.days)
        obey(calendar, start, rng.randrange(1, 40 * 60), random_time(rng, 1), random_pauses(rng, start))
        checked += 1
    with capsys.disabled():
        print(f"\n{checked:,} clocks checked")  # noqa: T201
    assert checked == CASES


def obey(calendar: WorkCalendar, start: datetime, minutes: int, more: timedelta, pauses: list[Pause]) -> None:
    amount = timedelta(minutes=minutes)
    result = due(calendar, start, Target(minutes, "minute"), pauses)
    end = result.due_at
    assert elapsed(calendar, start, end, pauses) == amount
    assert elapsed(calendar, start, end - MICROSECOND, pauses) == amount - MICROSECOND
    assert advance(calendar, start, amount + more, pauses) >= end
    assert advance(calendar, start + more, amount, pauses) >= end
    assert sum((span.counted for span in result.ledger), ZERO) == amount
    assert [start, *(span.end for span in result.ledger)] == [*(span.start for span in result.ledger), end]
    back = advance(calendar, start, -amount)
    assert elapsed(calendar, back, start) == amount
