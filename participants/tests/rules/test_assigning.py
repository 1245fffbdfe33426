"""Who may be assigned, and the words that name whoever is in the way."""

from datetime import date

import pytest

from accounts.choices import Role
from participants.rules.assigning import held_by, may_be_assigned, some_names


@pytest.mark.parametrize("role", [*Role, ""])
def test_only_people_who_can_act_are_assigned(role: str) -> None:
    assert may_be_assigned(role, is_active=True) == (role in (Role.ACCOUNT_MANAGER, Role.SUPERVISOR))
    assert not may_be_assigned(role, is_active=False)


def test_whoever_holds_it_is_named_with_the_period() -> None:
    words = held_by("Dana Manager", "Account manager", date(2026, 3, 1), None)
    assert words == "Dana Manager holds “Account manager” from Mar 1, 2026 until further notice."
    assert held_by("D", "Backup", date(2026, 3, 1), date(2026, 4, 2)).endswith("until Apr 2, 2026.")


def test_many_names_become_a_few_and_a_number() -> None:
    assert some_names(["A", "B"]) == "A, B"
    assert some_names(list("ABCDE")) == "A, B, C and 2 more"
