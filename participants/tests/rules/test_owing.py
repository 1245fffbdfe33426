"""Which registrations owe what is owed by some roles, in a table."""

import pytest

from participants.choices import ObligationState
from participants.rules.obligation_moves import MOVES, OWED, SETTLED, UNSETTLED
from participants.rules.owing import Roles, owes

PARENTS = {
    "QSE": "", "QSE-R": "QSE", "QSE-L": "QSE", "SQSE": "QSE", "LSE": "", "LSE-CR-REP": "LSE", "LSE-NOIE": "LSE",
    "TDSP": "", "TSP": "TDSP", "DSP": "TDSP", "TO": "TSP", "RE": "", "BSR": "RE", "CRRAH": "",
}  # fmt: skip
PROFILES = {"QSE-R", "QSE-L", "TO"}
ROLES = Roles(
    PARENTS, {code: "profile" if code in PROFILES else "registration" for code in PARENTS} | {"BSR": "contract"}
)


@pytest.mark.parametrize(
    ("role", "codes", "answer"),
    [
        ("IMRE", [], True),
        ("QSE", ["QSE", "CRRAH"], True),
        ("CRRAH", ["RE", "TSP"], False),
        # A role below owes what the one above owes.
        ("LSE-CR-REP", ["LSE"], True),
        ("TSP", ["TDSP"], True),
        # The list does not tell the parts of a TDSP apart, nor a retailer from other load serving entities.
        ("TDSP", ["RE", "TSP"], True),
        ("LSE", ["LSE-CR-REP", "LSE-CR-OPT"], True),
        ("LSE-NOIE", ["LSE-CR-REP"], False),
        ("DSP", ["TSP"], False),
        # Contracts and profiles other than a QSE's cannot be told from our data.
        ("RE", ["BSR"], False),
        ("TSP", ["TO"], False),
        ("TDSP", ["TO"], False),
    ],
)
def test_who_owes(role: str, codes: list[str], answer: bool) -> None:
    assert owes(role, codes, ROLES) is answer


@pytest.mark.parametrize("role", ["QSE", "SQSE"])
@pytest.mark.parametrize(("represents", "profile"), [(True, "QSE-R"), (False, "QSE-L")])
def test_the_profile_of_a_qse_follows_from_what_it_represents(role: str, represents: bool, profile: str) -> None:
    for code in ("QSE-R", "QSE-L"):
        assert owes(role, [code], ROLES, represents_resources=represents) is (code == profile)


def test_a_circle_of_parents_ends() -> None:
    assert Roles({"A": "B", "B": "A"}).line("A") == ["A", "B"]


@pytest.mark.parametrize("before", ObligationState.values)
@pytest.mark.parametrize("after", ObligationState.values)
def test_every_pair_of_states(before: str, after: str) -> None:
    allowed = {
        ("open", "submitted"), ("open", "excused"), ("open", "canceled"),
        ("submitted", "open"), ("submitted", "accepted"), ("submitted", "returned"), ("submitted", "canceled"),
        ("returned", "submitted"), ("returned", "excused"), ("returned", "canceled"),
    }  # fmt: skip
    assert MOVES.allows(before, after) is ((before, after) in allowed)


def test_the_named_sets_of_states_fit_the_moves() -> None:
    assert {state for state in ObligationState.values if not MOVES.after(state)} == set(SETTLED)
    assert {state for state in ObligationState.values if MOVES.allows(state, "submitted")} == set(OWED)
    assert set(UNSETTLED) | set(SETTLED) == set(ObligationState.values)
