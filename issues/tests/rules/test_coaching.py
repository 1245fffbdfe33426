"""How many answers are drawn, always the same ones, and where a review may go."""

from datetime import date
from itertools import product

from issues.choices.coaching import AnswerReviewState as S
from issues.rules.coaching import MOVES, TOLD, how_many, in_order_of_draw, monday_of, weeks_over

ALLOWED = {(S.DRAWN, S.REVIEWED), (S.DRAWN, S.SKIPPED), (S.REVIEWED, S.DISCUSSED), (S.REVIEWED, S.CLOSED)}


def test_a_share_is_drawn_within_its_limits() -> None:
    wanted = {"share": 20, "least": 2, "most": 5}
    assert [how_many(pool, **wanted) for pool in (0, 1, 2, 10, 11, 20, 25, 26, 500)] == [0, 1, 2, 2, 3, 4, 5, 5, 5]
    assert how_many(40, share=5, least=0, most=2) == 2
    assert how_many(3, share=0, least=0, most=5) == 0
    assert how_many(3, share=100, least=0, most=5) == 3


def test_the_draw_is_the_same_whenever_and_in_whatever_order_it_is_made() -> None:
    refs = [f"CO-{number}" for number in range(50)]
    week = date(2026, 11, 16)
    drawn = in_order_of_draw(refs, seed="RY-1", week=week)
    assert sorted(drawn) == sorted(refs)
    assert drawn == in_order_of_draw(reversed(refs), seed="RY-1", week=week)
    assert drawn != in_order_of_draw(refs, seed="RY-2", week=week)
    assert drawn != in_order_of_draw(refs, seed="RY-1", week=date(2026, 11, 9))
    assert drawn != sorted(refs)


def test_only_whole_weeks_are_drawn_from_and_no_older_ones_than_the_policy() -> None:
    sunday, monday = date(2026, 11, 22), date(2026, 11, 23)
    long_ago = date(2020, 1, 1)
    assert monday_of(sunday) == date(2026, 11, 16)
    assert weeks_over(sunday, long_ago)[-1] == date(2026, 11, 9)
    assert weeks_over(monday, long_ago)[-1] == date(2026, 11, 16)
    assert len(weeks_over(monday, long_ago)) == 4
    assert weeks_over(monday, date(2026, 11, 18)) == [date(2026, 11, 16)]
    assert weeks_over(monday, date(2026, 11, 23)) == []
    assert weeks_over(monday, long_ago, {date(2026, 11, 16)})[-1] == date(2026, 11, 9)


def test_each_review_goes_its_way_once() -> None:
    assert {(one, other) for one, other in product(S, S) if MOVES.allows(one, other)} == ALLOWED
    assert S.DRAWN not in TOLD
    assert S.SKIPPED not in TOLD
