"""Whom an "@" means."""

from issues.rules.mentions import mentioned, mentions_somebody

NAMES = {
    1: ("Dana Manager", "dana"),
    2: ("Dana Manager-Hill", "hill"),
    3: ("Omar Colleague", "omar"),
    4: ("Omar Colleague", "omar2"),
}


def test_the_longest_name_wins_and_two_of_one_name_are_unclear() -> None:
    assert mentioned("@Dana Manager, look", NAMES) == [{1}]
    assert mentioned("(@dana  manager-hill)", NAMES) == [{2}]
    assert mentioned("@omar colleague and @omar2", NAMES) == [{3, 4}, {4}]


def test_addresses_and_other_words_mention_nobody() -> None:
    assert mentioned("dana@iso.example, @danaides, @ dana, @nobody", NAMES) == []
    assert not mentions_somebody("dana@iso.example 5 @ 3 MW")
