"""Who is proposed for a newcomer."""

from types import SimpleNamespace

import pytest

from participants.rules.managing import Load, fairest


def load(name: str, participants: int, applications: int = 0, *, away: bool = False) -> Load:
    return Load(SimpleNamespace(name=name, pk=len(name)), participants, applications, away)


@pytest.mark.parametrize(
    ("loads", "name"),
    [
        ([load("Dana", 4), load("Omar", 3)], "Omar"),
        ([load("Dana", 3, 0), load("Omar", 2, 2)], "Dana"),
        ([load("Omar", 2), load("Dana", 2)], "Dana"),
        ([load("Dana", 1, away=True), load("Omar", 9)], "Omar"),
        ([load("Dana", 1, away=True)], "Dana"),
    ],
)
def test_whoever_has_least_and_is_here(loads: list[Load], name: str) -> None:
    assert fairest(loads).person.name == name


def test_nobody_where_there_is_nobody() -> None:
    assert fairest([]) is None
