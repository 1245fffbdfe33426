"""How an obligation stands on a day, the days of a month, and the pieces of a bar."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from participants.choices import ObligationState
from participants.rules.months import Month, month_of, weeks_of
from participants.rules.obligation_standing import Standing, days_left, standing
from participants.rules.progress_bars import WIDTH, in_words, pieces

TODAY = date(2026, 9, 1)


def stands(state: str = "open", days: int = 30, opens_in: int | None = None) -> Standing:
    opens_on = None if opens_in is None else TODAY + timedelta(opens_in)
    return standing(SimpleNamespace(state=state, due_on=TODAY + timedelta(days), opens_on=opens_on), TODAY)


@pytest.mark.parametrize(
    ("given", "word", "tone", "left"),
    [
        ({}, "Not filed", "info", "30 days left"),
        ({"days": 6}, "Not filed", "info", "6 days left"),
        ({"days": 5}, "Not filed", "warn", "5 days left"),
        ({"days": 1}, "Not filed", "warn", "due tomorrow"),
        ({"days": 0}, "Not filed", "warn", "due today"),
        ({"days": -1}, "Overdue", "bad", "1 day late"),
        ({"opens_in": 10}, "Coming", "neutral", "opens in 10 days"),
        ({"opens_in": 1}, "Coming", "neutral", "opens tomorrow"),
        ({"opens_in": 0}, "Not filed", "info", "30 days left"),
        ({"state": "returned"}, "Returned", "warn", "30 days left"),
        ({"state": "returned", "days": -2}, "Overdue", "bad", "2 days late"),
        ({"state": "submitted", "days": -2}, "Submitted", "info", ""),
        ({"state": "accepted", "days": -2}, "Accepted", "good", ""),
        ({"state": "excused"}, "Excused", "neutral", ""),
        ({"state": "canceled"}, "Canceled", "neutral", ""),
    ],
)
def test_an_obligation_stands_in_one_word(given: dict[str, Any], word: str, tone: str, left: str) -> None:
    assert stands(**given) == Standing(word, tone, left)


def test_every_state_has_a_word() -> None:
    assert all(stands(state).word for state in ObligationState.values)


def test_many_days_are_told_with_their_thousands() -> None:
    assert days_left(TODAY - timedelta(1500), TODAY) == "1,500 days late"


@pytest.mark.parametrize(
    ("text", "key"),
    [("2026-10", "2026-10"), ("2027-1", "2027-01"), ("", "2026-09"), ("2026-13", "2026-09"), ("2026-0", "2026-09")],
)
def test_an_address_names_a_month_or_the_present_one_is_meant(text: str, key: str) -> None:
    assert month_of(text, TODAY).key == key


@pytest.mark.parametrize("text", ["x", "20261", "99999-1", "1500-01", "²026-1", "2026-²", "2026-10-10", "-"])
def test_what_names_no_month_is_the_present_one(text: str) -> None:
    assert month_of(text, TODAY) == Month(2026, 9)


def test_months_follow_one_another_over_the_year() -> None:
    december = Month(2026, 12)
    assert (december.after, december.after.before, december.last) == (Month(2027, 1), december, date(2026, 12, 31))
    assert (str(december), december.before) == ("December 2026", Month(2026, 11))


def test_weeks_begin_on_monday_and_are_whole() -> None:
    weeks = weeks_of(Month(2026, 9), TODAY)
    assert all(len(week) == 7 and week[0].day.isoweekday() == 1 for week in weeks)
    own = [day.day for week in weeks for day in week if day.own]
    assert (own[0], own[-1], len(own)) == (date(2026, 9, 1), date(2026, 9, 30), 30)
    assert [day.day for week in weeks for day in week if day.is_today] == [TODAY]


def figures(accepted: int = 0, submitted: int = 0, owed: int = 0, late: int = 0) -> SimpleNamespace:
    return SimpleNamespace(accepted=accepted, submitted=submitted, owed=owed, late=late)


def test_the_pieces_of_a_bar_fill_it_without_gaps() -> None:
    found = pieces(figures(accepted=1, submitted=1, owed=5, late=2))
    assert [(one.kind, one.count) for one in found] == [("accepted", 1), ("submitted", 1), ("waiting", 3), ("late", 2)]
    assert found[0].x == 0
    assert all(one.x + one.width == following.x for one, following in zip(found, found[1:], strict=False))
    assert found[-1].x + found[-1].width == WIDTH
    assert in_words(found) == "1 accepted, 1 to review, 3 not filed, 2 overdue"


def test_a_bar_of_nothing_has_no_pieces_but_words() -> None:
    assert pieces(figures()) == []
    assert in_words([]) == "nothing is to be met"
