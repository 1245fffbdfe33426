"""Every pair of states is either a move or refused; nothing but the official list begins as qualified."""

from itertools import product

import pytest

from participants.choices import Origin, RegistrationStatus
from participants.models import Registration
from participants.rules.registration_moves import BEGINS_IN, MOVES, WITHOUT_DUNS, may_begin_in
from portal.lifecycle.refusals import IllegalMove

ALLOWED = {
    (RegistrationStatus.QUALIFIED, RegistrationStatus.TERMINATED),
    (RegistrationStatus.SUSPENDED, RegistrationStatus.TERMINATED),
}


@pytest.mark.parametrize(("before", "after"), list(product(RegistrationStatus, RegistrationStatus)))
def test_every_pair_of_states(before: str, after: str) -> None:
    if (before, after) in ALLOWED:
        MOVES.require(before, after)
    else:
        with pytest.raises(IllegalMove):
            MOVES.require(before, after)


def test_every_state_is_in_the_table() -> None:
    assert MOVES.states == frozenset(RegistrationStatus)


@pytest.mark.parametrize("origin", list(Origin))
def test_only_the_official_list_begins_as_qualified(origin: str) -> None:
    assert may_begin_in(origin, RegistrationStatus.QUALIFIED) == (origin == Origin.LISTED)
    assert BEGINS_IN[origin]


def test_states_without_duns_are_those_the_database_allows() -> None:
    constraint = next(one for one in Registration._meta.constraints if one.name == "registration_duns_needed")
    in_database = dict(child for child in constraint.condition.children if isinstance(child, tuple))["status__in"]
    assert set(in_database) == WITHOUT_DUNS
