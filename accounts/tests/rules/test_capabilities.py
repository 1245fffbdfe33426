import pytest

from accounts.choices import Level, Role
from accounts.rules.capabilities import ADMIN_ACTION, EVERY, OF_ROLE, answers_permission, capabilities


def test_who_has_no_role_has_no_capability() -> None:
    assert capabilities("") == frozenset()


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.EXTERNAL_AUDITOR])
def test_every_role_enters_the_desk(role: str) -> None:
    assert "desk.enter" in capabilities(role)


def test_an_auditor_from_outside_reads_what_rooms_open_and_nothing_else() -> None:
    assert capabilities(Role.EXTERNAL_AUDITOR) == {"rooms.read"}


def test_an_auditor_reads_and_changes_nothing() -> None:
    held = capabilities(Role.AUDITOR)
    changing = ("edit", "add", "assign", "import", "join", "invite", "manage", "restrict", "break")
    assert not [one for one in held if one.partition(".")[2].startswith(changing)]


def test_levels_only_add() -> None:
    one, two, senior = (capabilities(Role.ACCOUNT_MANAGER, level) for level in (Level.ONE, Level.TWO, Level.SENIOR))
    assert one < two < senior


@pytest.mark.parametrize("role", Role.values)
def test_the_admin_asks_the_same_table(role: str) -> None:
    held = capabilities(role)
    for verb, capability in ADMIN_ACTION.items():
        assert answers_permission(f"accounts.{verb}_department", held) == (capability in held)


def test_only_supervisors_change_in_the_admin() -> None:
    assert [role for role in Role.values if "catalog.edit" in capabilities(role)] == [Role.SUPERVISOR]


def test_permissions_in_our_own_words_are_answered_too() -> None:
    assert answers_permission("staff.manage", capabilities(Role.SUPERVISOR))
    assert not answers_permission("staff.manage", capabilities(Role.ACCOUNT_MANAGER, Level.SENIOR))
    assert "staff.manage" in EVERY


def test_a_level_adds_what_was_chosen_instead_of_the_default() -> None:
    role = OF_ROLE[Role.ACCOUNT_MANAGER]
    assert capabilities(Role.ACCOUNT_MANAGER, Level.TWO, ["staff.view"]) == role | {"staff.view"}
    assert capabilities(Role.ACCOUNT_MANAGER, Level.SENIOR, []) == role, "chosen to add nothing"
    assert capabilities(Role.SUPERVISOR, "", []) == capabilities(Role.SUPERVISOR), "other roles have no level"
