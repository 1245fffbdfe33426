"""What may be chosen for the levels."""

import pytest

from accounts.choices import Level
from accounts.rules.capabilities import EVERY, OF_LEVEL
from accounts.rules.level_rights import FIXED, NEVER, OFFERED, defaults, difference, objections, too_few


def chosen(**given: set[str]) -> dict[str, frozenset[str]]:
    """The defaults, with something else for some levels."""
    names = {"one": Level.ONE, "two": Level.TWO, "senior": Level.SENIOR}
    return defaults() | {names[level]: frozenset(rights) for level, rights in given.items()}


def test_every_right_is_offered_or_fixed_or_refused_with_a_reason() -> None:
    assert OFFERED.keys() | FIXED | NEVER.keys() == EVERY
    assert not OFFERED.keys() & (FIXED | NEVER.keys())
    assert set().union(*OF_LEVEL.values()) <= OFFERED.keys()


def test_the_defaults_hold_together() -> None:
    assert objections(defaults()) == []


SENIOR = set(OF_LEVEL[Level.SENIOR])
TWO = set(OF_LEVEL[Level.TWO])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"senior": SENIOR | {"staff.manage"}}, "Only supervisors: “staff.manage”"),
        ({"senior": SENIOR | {"participants.import"}}, "Only supervisors: “participants.import”"),
        ({"senior": SENIOR | {"audit.view"}}, "Only supervisors and auditors"),
        ({"senior": SENIOR | {"referrals.answer"}}, "Only departments"),
        ({"one": {"desk.enter"}}, "comes with the role"),
        ({"one": {"make.coffee"}}, "There is no right “make.coffee”"),
        ({"senior": SENIOR - {"participants.hold_medium"}, "two": TWO - {"participants.hold_medium"}}, "goes with"),
        ({"senior": SENIOR - {"knowledge.write"}, "two": TWO - {"knowledge.write"}}, "“Review articles” goes with"),
        ({"one": {"staff.view"}}, "“Oversee the staff”: Level II holds whatever Level I holds"),
        ({"two": TWO | {"training.manage"}}, "Senior holds whatever Level II holds"),
    ],
)
def test_what_no_level_may_be_given(given: dict[str, set[str]], words: str) -> None:
    assert any(words in one for one in objections(chosen(**given)))


def test_what_may_be_chosen() -> None:
    assert objections(chosen(two=set(), senior=set())) == [], "a level may add nothing"
    assert objections(chosen(senior=SENIOR | {"training.manage"})) == []
    assert difference(TWO, TWO - {"knowledge.write"} | {"staff.view"}) == (["Oversee the staff"], ["Write articles"])


@pytest.mark.parametrize(
    ("right", "before", "after", "refused"),
    [
        ("knowledge.review", 3, 1, True),
        ("knowledge.review", 2, 2, False),
        ("knowledge.review", 1, 1, False),  # too few already: this change does not make it worse
        ("knowledge.review", 5, 2, False),
        ("participants.mentor", 1, 0, True),
        ("staff.view", 1, 0, False),  # nothing stands still without it
    ],
)
def test_a_rule_keeps_enough_people(right: str, before: int, after: int, refused: bool) -> None:
    assert bool(too_few(right, before, after)) is refused
