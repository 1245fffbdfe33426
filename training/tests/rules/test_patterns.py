"""When alike cases become a suggestion: three of one participant, ten of the market, in ninety days."""

from datetime import UTC, datetime, timedelta

import pytest

from training.rules.needs import Held, all_canceled, effect, held_at, measured_from
from training.rules.patterns import Case, patterns

NOW = datetime(2026, 11, 18, 16, tzinfo=UTC)
DAY = timedelta(days=1)


def cases(*owners: int, topic: str = "COM-01", days_ago: int = 1) -> list[Case]:
    return [Case(topic, owner, NOW - days_ago * DAY, f"{topic}-{days_ago}-{n}") for n, owner in enumerate(owners)]


def found(told: list[Case]) -> list[tuple[str, int | None, int, int]]:
    return [(one.topic, one.participant_id, len(one.cases), one.participants) for one in patterns(told, NOW)]


def test_two_of_one_participant_are_no_pattern_and_three_are() -> None:
    assert found(cases(7, 7)) == []
    assert found(cases(7, 7, 7)) == [("COM-01", 7, 3, 1)]


def test_three_of_three_participants_or_of_three_topics_are_no_pattern() -> None:
    assert found(cases(1, 2, 3)) == []
    assert found([*cases(7), *cases(7, topic="COM-02"), *cases(7, topic="COM-03")]) == []


def test_nine_in_the_market_are_no_pattern_and_ten_are() -> None:
    assert found(cases(1, 2, 3, 4, 5, 6, 7, 8, 9)) == []
    assert found(cases(1, 1, 2, 2, 3, 3, 4, 4, 5, 5)) == [("COM-01", None, 10, 5)]


def test_ten_of_one_participant_are_its_own_need_and_not_the_markets() -> None:
    assert found(cases(*[7] * 10)) == [("COM-01", 7, 10, 1)]


def test_the_market_and_one_participant_in_it_may_both_need_it() -> None:
    assert found(cases(7, 7, 7, 1, 2, 3, 4, 5, 6, 8)) == [("COM-01", None, 10, 8), ("COM-01", 7, 3, 1)]


@pytest.mark.parametrize(("days_ago", "counts"), [(90, True), (91, False), (-1, False)])
def test_only_the_last_ninety_days_count(days_ago: int, counts: bool) -> None:
    assert bool(found([*cases(7, 7), *cases(7, days_ago=days_ago)])) is counts


def test_the_same_case_told_twice_is_one_case() -> None:
    once = cases(7)[0]
    assert found([once, once, once]) == []


def held(state: str, days: int) -> Held:
    return Held(state, NOW + days * DAY)


def test_a_need_is_held_when_its_last_session_is_over() -> None:
    assert held_at([held("finished", -3), held("published", -1)], NOW) == NOW - DAY
    assert held_at([held("finished", -3), held("published", 1)], NOW) is None
    assert held_at([held("finished", -3), held("draft", -2)], NOW) is None
    assert held_at([held("finished", -3), held("canceled", 5)], NOW) == NOW - 3 * DAY
    assert held_at([held("canceled", -3)], NOW) is None
    assert all_canceled([held("canceled", -3), held("canceled", 4)])
    assert not all_canceled([held("canceled", -3), held("published", 4)])


def test_the_effect_is_counted_over_ninety_days_from_the_last_session() -> None:
    assert measured_from(NOW) == (NOW, NOW + 90 * DAY)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (10, 4, "10 before, 4 after: 60 % fewer"),
        (4, 6, "4 before, 6 after: 50 % more"),
        (5, 5, "5 before, 5 after: no difference"),
        (0, 2, "0 before, 2 after: more than before"),
        (0, 0, "0 before, 0 after: no difference"),
        (3, 0, "3 before, 0 after: 100 % fewer"),
        (None, 4, ""),
        (4, None, ""),
    ],
)
def test_the_effect_in_words(before: int | None, after: int | None, words: str) -> None:
    assert effect(before, after) == words
