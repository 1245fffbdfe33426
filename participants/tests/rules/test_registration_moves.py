"""Every pair of states is either a move or refused; nothing but the official list begins as qualified."""

from itertools import product

import pytest

from participants.choices import Origin, RegistrationStatus
from participants.models import Registration
from participants.rules import registration_moves as rules
from participants.rules.registration_moves import BEGINS_IN, BY_NAME, MOVES, WITHOUT_DUNS, may_begin_in
from portal.lifecycle.refusals import IllegalMove

S = RegistrationStatus
ALLOWED = {
    (S.PROSPECTIVE, S.APPLICATION_RECEIVED),
    (S.PROSPECTIVE, S.WITHDRAWN),
    (S.APPLICATION_RECEIVED, S.INCOMPLETE),
    (S.APPLICATION_RECEIVED, S.UNDER_REVIEW),
    (S.APPLICATION_RECEIVED, S.WITHDRAWN),
    (S.INCOMPLETE, S.UNDER_REVIEW),
    (S.INCOMPLETE, S.WITHDRAWN),
    (S.UNDER_REVIEW, S.INCOMPLETE),
    (S.UNDER_REVIEW, S.APPROVED_PENDING),
    (S.UNDER_REVIEW, S.WITHDRAWN),
    (S.APPROVED_PENDING, S.QUALIFIED),
    (S.APPROVED_PENDING, S.WITHDRAWN),
    (S.QUALIFIED, S.SUSPENDED),
    (S.QUALIFIED, S.TERMINATED),
    (S.SUSPENDED, S.QUALIFIED),
    (S.SUSPENDED, S.TERMINATED),
}


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_every_pair_of_states(before: str, after: str) -> None:
    if (before, after) in ALLOWED:
        MOVES.require(before, after)
    else:
        with pytest.raises(IllegalMove):
            MOVES.require(before, after)


@pytest.mark.parametrize(("name", "status"), list(product(BY_NAME, S)))
def test_every_move_from_every_state(name: str, status: str) -> None:
    if status in BY_NAME[name].before:
        rules.require(name, status)
        assert name in rules.leading_on(status)
    else:
        with pytest.raises(IllegalMove) as refusal:
            rules.require(name, status)
        assert BY_NAME[name].label in refusal.value.reason
        assert S(status).label in refusal.value.reason
        assert name not in rules.leading_on(status)


def test_every_state_is_in_the_table() -> None:
    assert MOVES.states == frozenset(S)


def test_one_move_leads_into_qualified_from_an_application_and_one_from_suspension() -> None:
    into = {name: move.before for name, move in BY_NAME.items() if move.after == S.QUALIFIED}
    assert into == {rules.QUALIFY: (S.APPROVED_PENDING,), rules.REINSTATE: (S.SUSPENDED,)}


def test_what_ended_leads_nowhere_and_the_refusal_tells_of_the_successor() -> None:
    assert not MOVES.after(S.TERMINATED)
    assert not MOVES.after(S.WITHDRAWN)
    with pytest.raises(IllegalMove, match="never reopened: a new one, linked to it"):
        rules.require(rules.REINSTATE, S.TERMINATED)


@pytest.mark.parametrize("origin", list(Origin))
def test_only_the_official_list_begins_as_qualified(origin: str) -> None:
    assert may_begin_in(origin, S.QUALIFIED) == (origin == Origin.LISTED)
    assert BEGINS_IN[origin]


def test_states_without_duns_are_those_the_database_allows() -> None:
    constraint = next(one for one in Registration._meta.constraints if one.name == "registration_duns_needed")
    in_database = dict(child for child in constraint.condition.children if isinstance(child, tuple))["status__in"]
    assert set(in_database) == WITHOUT_DUNS
