"""Circles on the days they would exist, and how a company stands to another."""

from datetime import date

from participants.choices import Relation
from participants.rules.families import MOST_STEPS, Tie, circle, standings

OLD, NEW = date(2020, 1, 1), date(2025, 1, 1)


def test_a_circle_is_one_only_where_all_its_ties_hold_on_one_day() -> None:
    ties = [Tie("b", "a", OLD), Tie("c", "b", OLD)]
    assert circle(ties, Tie("a", "c", NEW)) == ["a", "c", "b", "a"]
    assert circle(ties, Tie("a", "b", NEW)) == ["a", "b", "a"]
    assert circle(ties, Tie("a", "a")) == ["a", "a"]
    assert circle(ties, Tie("d", "c", NEW)) == []
    ended = [Tie("b", "a", OLD, date(2024, 12, 31)), Tie("c", "b", OLD)]
    assert circle(ended, Tie("a", "c", NEW)) == []
    assert circle(ended, Tie("a", "c", date(2024, 12, 31))) == ["a", "c", "b", "a"]
    apart = [Tie("b", "a", OLD, date(2021, 12, 31)), Tie("c", "b", date(2022, 1, 1))]
    assert circle(apart, Tie("a", "c", OLD)) == []


def test_a_family_is_parents_subsidiaries_and_affiliates() -> None:
    ties = [Tie("self", "mother"), Tie("mother", "top"), Tie("aunt", "top"), Tie("cousin", "aunt"), Tie("kid", "self")]
    found = standings(ties, "self")
    assert {key: (one.relation, one.steps) for key, one in found.items()} == {
        "mother": (Relation.PARENTS, 1),
        "top": (Relation.PARENTS, 2),
        "kid": (Relation.SUBSIDIARIES, 1),
        "aunt": (Relation.AFFILIATES, 0),
        "cousin": (Relation.AFFILIATES, 0),
    }


def test_nothing_is_reached_through_a_closed_company_nor_beyond_the_bound() -> None:
    ties = [Tie("self", "closed"), Tie("closed", "top"), Tie("sister", "closed"), Tie("kid", "self")]
    assert set(standings(ties, "self", frozenset({"closed"}))) == {"closed", "kid"}
    long = [Tie(number, number + 1) for number in range(20)]
    assert set(standings(long, 0)) == set(range(1, MOST_STEPS + 1))
