"""What must hold for every calendar, start, amount and pause: hypothesis looks for the exception."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portal.calendars.days import advance_days, count_days
from portal.calendars.targets import Target, due, offset_before
from portal.calendars.worktime import Holiday, Hours, Pause, WorkCalendar, advance, elapsed, is_open, next_opening

from .walker import walk

ZONES = (
    "America/Chicago",
    "UTC",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Havana",
    "America/St_Johns",
    "Pacific/Apia",
    "Africa/Casablanca",
)
ZERO, MICROSECOND = timedelta(0), timedelta(microseconds=1)
EPOCH = datetime(2009, 1, 1, tzinfo=UTC)
FEW = settings(max_examples=40, deadline=None)
SOME = settings(max_examples=80, deadline=None)


@st.composite
def day_hours(draw, least: int = 0) -> tuple[Hours, ...]:
    """Some hours of a day: bounds at quarters or any minute, neighbors may touch."""
    step = draw(st.sampled_from((15, 1)))
    bounds = sorted(draw(st.sets(st.integers(0, 1440 // step), min_size=2 * least, max_size=6)))
    return tuple(Hours(opens * step, closes * step) for opens, closes in zip(bounds[::2], bounds[1::2], strict=False))


@st.composite
def calendars(draw, least: int = 0) -> WorkCalendar:
    """A week with at least one open day, a zone, and some holidays around the turns of the clocks."""
    week = draw(st.lists(day_hours(least), min_size=7, max_size=7))
    assume(any(week))
    days = st.dates(date(2009, 1, 1), date(2030, 12, 31))
    holidays = draw(st.dictionaries(days, st.builds(Holiday, st.just("Holiday"), day_hours()), max_size=5))
    return WorkCalendar("any", "Any", ZoneInfo(draw(st.sampled_from(ZONES))), tuple(week), holidays)


@st.composite
def starts(draw, unit: timedelta = MICROSECOND) -> datetime:
    """Any instant of twenty years, half of them in the weeks in which clocks change."""
    days = draw(st.one_of(st.integers(0, 7500), st.builds(_changing_day, st.integers(0, 20), st.integers(-20, 20))))
    return EPOCH + timedelta(days=days) + draw(st.integers(0, timedelta(days=1) // unit)) * unit


def _changing_day(year: int, distance: int) -> int:
    return int(year * 365.25) + (75 if distance % 2 else 300) + distance


def pauses(start: datetime, unit: timedelta = MICROSECOND, reach: int = 20) -> st.SearchStrategy[list[Pause]]:
    """Up to four closed pauses around and after a start; they may overlap."""
    span = timedelta(days=reach) // unit
    begins, lengths = st.integers(-span // 4, span), st.integers(0, span // 2)
    return st.lists(
        st.builds(lambda begin, length: Pause(start + begin * unit, start + (begin + length) * unit), begins, lengths),
        max_size=4,
    )


amounts = st.integers(0, timedelta(hours=90) // MICROSECOND).map(lambda count: count * MICROSECOND)


@SOME
@given(st.data(), calendars(), starts(), amounts)
def test_what_has_run_when_it_is_due_is_the_amount(data, calendar, start, amount):
    paused = data.draw(pauses(start))
    end = advance(calendar, start, amount, paused)
    assert elapsed(calendar, start, end, paused) == amount
    if amount:
        assert elapsed(calendar, start, end - MICROSECOND, paused) == amount - MICROSECOND


@SOME
@given(st.data(), calendars(), starts(), amounts, amounts)
def test_more_to_do_or_a_later_start_is_never_due_earlier(data, calendar, start, amount, more):
    paused = data.draw(pauses(start))
    end = advance(calendar, start, amount, paused)
    assert advance(calendar, start, amount + more, paused) >= end
    assert advance(calendar, start + more, amount, paused) >= end


@SOME
@given(st.data(), calendars(), starts(), amounts)
def test_it_is_never_due_in_closed_time_nor_in_a_pause(data, calendar, start, amount):
    assume(amount)
    paused = data.draw(pauses(start))
    end = advance(calendar, start, amount, paused)
    assert is_open(calendar, end - MICROSECOND)
    assert not any(pause.start < end < pause.end for pause in paused)


@SOME
@given(calendars(), starts(), amounts)
def test_counting_back_is_the_inverse(calendar, end, amount):
    start = advance(calendar, end, -amount)
    assert elapsed(calendar, start, end) == amount
    if amount:
        assert is_open(calendar, start)
    if amount and is_open(calendar, end - MICROSECOND):
        assert advance(calendar, start, amount) == end


@SOME
@given(calendars(), starts())
def test_the_next_opening_is_open_and_nothing_before_it_is(calendar, instant):
    opening = next_opening(calendar, instant)
    assert opening >= instant
    assert is_open(calendar, opening)
    assert elapsed(calendar, instant, opening) == ZERO


@SOME
@given(st.data(), calendars(), starts(), st.integers(0, 3000))
def test_the_ledger_of_minutes_has_no_gap_and_adds_up(data, calendar, start, count):
    paused = data.draw(pauses(start))
    result = due(calendar, start, Target(count, "minute"), paused)
    assert_end_to_end(result.ledger, start, result.due_at)
    assert sum((span.counted for span in result.ledger), ZERO) == timedelta(minutes=count)
    for span in result.ledger:
        assert span.counted == elapsed(calendar, span.start, span.end, paused)


@SOME
@given(
    st.data(),
    calendars(),
    starts(),
    st.integers(0, 12),
    st.sampled_from(("exclusive", "inclusive")),
    st.sampled_from(("same", "close", "end_of_day")),
)
def test_the_ledger_of_days_has_no_gap_and_adds_up(data, calendar, start, count, start_day, due_time):
    paused = data.draw(pauses(start))
    result = due(calendar, start, Target(count, "day", start_day, due_time), paused)
    assert result.due_at >= start
    assert_end_to_end(result.ledger, start, result.due_at)
    assert sum(span.counted_days for span in result.ledger) == count
    if is_open(calendar, result.due_at) and count:
        assert not any(pause.start < result.due_at < pause.end for pause in paused)


@SOME
@given(calendars(), starts(), st.integers(1, 15), st.sampled_from(("same", "close", "end_of_day")))
def test_days_agree_with_the_number_of_open_days_between(calendar, start, count, due_time):
    def local(instant):
        return (instant - MICROSECOND).astimezone(calendar.zone).date()

    today = start.astimezone(calendar.zone).date()
    ahead = advance_days(calendar, start, count, due_time=due_time)
    back = advance_days(calendar, start, -count, due_time=due_time)
    # A due moment at midnight ends the day before, or begins its own.
    first, last = local(ahead), local(ahead + MICROSECOND)
    assert count in {count_days(calendar, today + timedelta(days=1), day) for day in (first, last)}
    first, last = local(back), local(back + MICROSECOND)
    assert count in {count_days(calendar, day, today - timedelta(days=1)) for day in (first, last)}


@SOME
@given(st.data(), calendars(), starts(), st.integers(1, 2000), st.integers(0, 2000))
def test_at_its_reminder_exactly_the_offset_is_left(data, calendar, start, count, offset):
    assume(offset <= count)
    paused = data.draw(pauses(start))
    fires = offset_before(calendar, start, Target(count, "minute"), Target(offset, "minute"), paused)
    assert elapsed(calendar, start, fires, paused) == timedelta(minutes=count - offset)


@FEW
@given(st.data(), calendars(least=2), starts(timedelta(minutes=1)), st.integers(1, 600))
def test_a_walk_minute_by_minute_comes_to_the_same_end(data, calendar, start, count):
    paused = data.draw(pauses(start, timedelta(minutes=1), reach=3))
    expected = walk(calendar, start, count, paused)
    assume(expected is not None)
    assert advance(calendar, start, timedelta(minutes=count), paused) == expected


def assert_end_to_end(ledger, start, end):
    """The spans begin at the start, touch, and end at the end."""
    ends = [start, *(span.end for span in ledger)]
    assert [span.start for span in ledger] == ends[:-1]
    assert ends[-1] == end
    assert ends == sorted(ends)
