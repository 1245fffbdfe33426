"""Who may be entered into a session, and where that person then stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from training.choices import EnrollmentState as E
from training.choices import SessionState as S
from training.rules.enrolling import Person, Session, objection_to, outcome
from training.rules.enrollment_moves import HOLDS_A_SEAT, LIVE, MOVES

NOON = datetime(2027, 2, 9, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)
SESSION = Session(
    state=S.PUBLISHED,
    starts_at=NOON,
    ends_at=NOON + 8 * HOUR,
    closes_at=None,
    self_paced=False,
    audience=frozenset(),
)
PERSON = Person(own_company=True, active=True, enrolled=False, roles=frozenset({"QSE"}))


@pytest.mark.parametrize(
    ("session", "person", "now", "words", "may_be_overruled"),
    [
        ({}, {}, NOON - HOUR, "", False),
        ({}, {}, NOON, "", False),
        ({"state": S.DRAFT}, {}, NOON - HOUR, "not announced", False),
        ({"state": S.CANCELED}, {}, NOON - HOUR, "canceled", False),
        ({"state": S.FINISHED}, {}, NOON - HOUR, "over", False),
        ({}, {}, NOON + 8 * HOUR, "over", False),
        ({}, {}, NOON + HOUR, "closed", True),
        ({"self_paced": True}, {}, NOON + HOUR, "", False),
        ({"self_paced": True, "closes_at": NOON}, {}, NOON + HOUR, "closed", True),
        ({"closes_at": NOON - 2 * HOUR}, {}, NOON - HOUR, "closed", True),
        ({"closes_at": NOON - HOUR}, {}, NOON - HOUR, "", False),
        ({"audience": frozenset({"QSE", "RE"})}, {}, NOON - HOUR, "", False),
        ({"audience": frozenset({"TDSP", "RE"})}, {}, NOON - HOUR, "registered as RE, TDSP", True),
        ({}, {"own_company": False}, NOON - HOUR, "not a contact of this company", False),
        ({}, {"active": False}, NOON - HOUR, "removed", False),
        ({}, {"enrolled": True}, NOON - HOUR, "already", False),
        # What nobody may overrule is said first.
        ({"audience": frozenset({"RE"})}, {"enrolled": True}, NOON + HOUR, "already", False),
    ],
)
def test_what_speaks_against_entering_somebody(
    session: dict[str, Any], person: dict[str, Any], now: datetime, words: str, may_be_overruled: bool
) -> None:
    found = objection_to(replace(SESSION, **session), replace(PERSON, **person), now)
    if not words:
        assert found is None
    else:
        assert words in found.reason
        assert found.may_be_overruled is may_be_overruled


@pytest.mark.parametrize(
    ("approval", "seats_left", "waiting", "wanted", "expected"),
    [
        (False, 1, 0, 1, E.SEATED),
        (False, 0, 0, 1, E.WAITING),
        (False, 1, 1, 1, E.WAITING),
        (False, None, 0, 1, E.SEATED),
        (False, 3, 0, 3, E.SEATED),
        (False, 2, 0, 3, E.WAITING),
        (True, 5, 0, 1, E.REQUESTED),
        (True, None, 0, 1, E.REQUESTED),
    ],
)
def test_where_people_stand(approval: bool, seats_left: int | None, waiting: int, wanted: int, expected: E) -> None:
    assert outcome(approval=approval, seats_left=seats_left, waiting=waiting, wanted=wanted) == expected


def test_the_full_product_of_states() -> None:
    allowed = {(before, after) for before, after in product(E, E) if MOVES.allows(before, after)}
    assert MOVES.states == set(E)
    assert {before for before, _after in allowed} == set(LIVE)
    assert {before for before, after in allowed if after == E.OFFERED} == {E.WAITING}
    assert {before for before, after in allowed if after == E.LAPSED} == {E.OFFERED}
    assert {before for before, after in allowed if after == E.DECLINED} == {E.REQUESTED}
    assert {before for before, after in allowed if after == E.WITHDRAWN} == set(LIVE)
    assert {before for before, after in allowed if after == E.CANCELED} == set(LIVE)
    assert set(HOLDS_A_SEAT) <= set(LIVE)
