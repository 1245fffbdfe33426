"""Scores, marks, drops and recoveries of relationship health: what the numbers come to."""

from datetime import date, timedelta

import pytest

from participants.rules.health import Scale, drop_of, has_recovered, is_stale, linear, losses, mark_of, percent, scored
from participants.rules.health_terms import SCALES, check, check_weight
from portal.lifecycle.refusals import Refused

SCALE = Scale()
TODAY = date(2026, 6, 30)
WEIGHTS = {"a": 20, "b": 20, "c": 60}


def days(*scores: int) -> list[tuple[date, int]]:
    """Scores of the days before today, the last one yesterday's."""
    return [(TODAY - timedelta(days=len(scores) - place), score) for place, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("values", "score", "judged"),
    [
        ({"a": 100, "b": 0, "c": 50}, 50, 100),
        ({"a": None, "b": 0, "c": 50}, 38, 80),  # 37.5 is rounded up; the weight of a is shared out
        ({"a": 100, "b": 100}, 100, 40),
        ({"a": 100}, None, 20),  # too little to judge
        ({}, None, 0),
        ({"a": 0, "b": 0, "c": 0}, 0, 100),
    ],
)
def test_a_score_is_the_mean_of_what_can_be_judged(values: dict, score: int | None, judged: int) -> None:
    found = scored(values, WEIGHTS, SCALE)
    assert (found.score, found.judged) == (score, judged)
    assert sum(found.shares.values()) == pytest.approx(100 if judged else 0)


def test_a_measure_without_weight_counts_for_nothing() -> None:
    assert scored({"a": 0, "b": 100}, {"a": 0, "b": 10}, SCALE).score == 100
    assert scored({"a": 0}, {"a": 0}, SCALE).score is None


@pytest.mark.parametrize(
    ("score", "before", "mark"),
    [
        (75, "", "good"),
        (74, "", "watch"),
        (49, "", "poor"),
        (None, "good", ""),
        (76, "watch", "watch"),  # not past the limit by the margin yet
        (80, "watch", "good"),
        (78, "poor", "watch"),
        (54, "poor", "poor"),
        (74, "good", "watch"),  # downwards there is no margin
        (100, "poor", "good"),
    ],
)
def test_a_mark_becomes_better_only_past_the_margin(score: int | None, before: str, mark: str) -> None:
    assert mark_of(score, SCALE, before) == mark


def test_a_drop_is_told_once_and_again_only_when_it_goes_on() -> None:
    fall = drop_of(80, "good", "good", days(96, 95, 90), None, SCALE)
    assert (fall.before, fall.after, fall.band) == (96, 80, False)
    assert drop_of(82, "good", "good", days(96, 95), None, SCALE) is None  # fourteen points
    yesterday = TODAY - timedelta(days=1)
    assert drop_of(80, "good", "good", days(96, 95, 80), yesterday, SCALE) is None  # told already
    assert drop_of(66, "watch", "good", days(96, 95, 80), yesterday, SCALE).band
    assert drop_of(65, "watch", "watch", days(96, 80, 80), TODAY - timedelta(days=2), SCALE).before == 80


def test_a_score_around_a_limit_is_no_drop_each_day() -> None:
    """It fell below the limit once; hopping over it within the margin changes no mark."""
    mark, last, told, history = "good", None, 0, days(76)
    for score in (74, 76, 74, 77, 73, 76, 74):
        before, mark = mark, mark_of(score, SCALE, mark)
        if drop_of(score, mark, before, history, last, SCALE):
            told, last = told + 1, TODAY
        history.append((TODAY, score))
    assert told == 1


def test_nothing_to_compare_with_is_no_drop() -> None:
    assert drop_of(10, "poor", "", [], None, SCALE) is None
    assert drop_of(None, "", "good", days(90), None, SCALE) is None


def test_recovery_needs_the_mark_and_most_of_the_points() -> None:
    assert has_recovered(88, "good", 95, "good", SCALE)
    assert not has_recovered(87, "good", 95, "good", SCALE)
    assert not has_recovered(78, "watch", 80, "good", SCALE)
    assert not has_recovered(None, "", 80, "good", SCALE)


def test_losses_name_what_pulled_the_score_down() -> None:
    before = {"a": (90, 50), "b": (80, 50), "gone": (None, 0)}
    after = {"a": (50, 40), "b": (80, 40), "new": (20, 20), "gone": (None, 0)}
    assert [code for code, _ in losses(before, after, 85)] == ["a", "new"]


def test_small_helpers() -> None:
    assert [linear(number, 15, 60) for number in (0, 15, 30, 60, 200)] == [100, 100, 67, 0, 0]
    assert (percent(19, 20), percent(2, 3)) == (95, 66)
    assert is_stale(TODAY - timedelta(days=8), TODAY, 7)
    assert not is_stale(TODAY - timedelta(days=7), TODAY, 7)
    assert not is_stale(None, TODAY, 7)
    assert not is_stale(TODAY, TODAY, None)


MARKS = {"good_from": 75, "watch_from": 50, "margin": 5, "least_weight": 40}


@pytest.mark.parametrize(
    "change",
    [{"good_from": 55}, {"good_from": 98}, {"margin": True}, {"margin": "5"}, {"margin": 21}, {"other": 1}],
)
def test_numbers_that_cannot_hold_are_refused_in_words(change: dict) -> None:
    assert check(SCALES["marks"], MARKS) == MARKS
    with pytest.raises(Refused):
        check(SCALES["marks"], MARKS | change)
    with pytest.raises(Refused):
        check_weight(101)
