"""Days without a holder are found wherever they lie."""

from datetime import date

import pytest

from participants.rules.people import Held, Period, first_day_without, would_leave_without

D = date
NEVER = ("representative",)


@pytest.mark.parametrize(
    ("period", "others", "empty"),
    [
        (Period(D(2026, 3, 1)), [], D(2026, 3, 1)),
        (Period(D(2026, 3, 1)), [Period(D(2026, 1, 1))], None),
        (Period(D(2026, 3, 1)), [Period(D(2026, 1, 1), D(2026, 3, 31))], D(2026, 4, 1)),
        (Period(D(2026, 3, 1), D(2026, 3, 31)), [Period(D(2026, 1, 1), D(2026, 3, 31))], None),
        (Period(D(2026, 3, 1)), [Period(D(2026, 3, 2))], D(2026, 3, 1)),
        (Period(D(2026, 3, 1)), [Period(D(2026, 3, 15)), Period(D(2026, 1, 1), D(2026, 3, 14))], None),
        (Period(D(2026, 3, 1)), [Period(D(2026, 3, 16)), Period(D(2026, 1, 1), D(2026, 3, 14))], D(2026, 3, 15)),
        (Period(D(2026, 3, 1)), [Period(D(2025, 1, 1), D(2025, 12, 31))], D(2026, 3, 1)),
        (Period(D(2026, 3, 1), D(2026, 3, 1)), [Period(D(2026, 3, 1), D(2026, 3, 1))], None),
    ],
)
def test_first_day_that_nobody_covers(period: Period, others: list[Period], empty: date | None) -> None:
    assert first_day_without(period, others) == empty


def held(pk: int, starts_on: date, ends_on: date | None = None, *, kind: str = "representative", whole: bool = True):
    return Held(pk, kind, Period(starts_on, ends_on), whole)


LAST = held(1, D(2020, 1, 1))


def test_ending_the_last_one_leaves_the_next_day_empty() -> None:
    assert would_leave_without(LAST, after=D(2026, 3, 1), others=[LAST], never=NEVER) == D(2026, 3, 2)


def test_another_holder_makes_it_right() -> None:
    assert would_leave_without(LAST, after=D(2026, 3, 1), others=[LAST, held(2, D(2026, 1, 1))], never=NEVER) is None


def test_a_successor_may_begin_the_day_after() -> None:
    assert would_leave_without(LAST, after=D(2026, 3, 1), others=[held(2, D(2026, 3, 2))], never=NEVER) is None


def test_a_holder_who_leaves_later_is_not_enough() -> None:
    others = [held(2, D(2026, 1, 1), D(2026, 6, 30))]
    assert would_leave_without(LAST, after=D(2026, 3, 1), others=others, never=NEVER) == D(2026, 7, 1)


def test_a_role_for_one_registration_does_not_count_for_the_company() -> None:
    others = [held(2, D(2026, 1, 1), whole=False)]
    assert would_leave_without(LAST, after=D(2026, 3, 1), others=others, never=NEVER) == D(2026, 3, 2)


def test_a_role_for_one_registration_may_end() -> None:
    narrow = held(1, D(2020, 1, 1), whole=False)
    assert would_leave_without(narrow, after=D(2026, 3, 1), others=[], never=NEVER) is None


def test_other_kinds_may_end() -> None:
    credit = held(1, D(2020, 1, 1), kind="credit")
    assert would_leave_without(credit, after=D(2026, 3, 1), others=[], never=NEVER) is None


def test_days_after_the_roles_own_end_do_not_count() -> None:
    short = held(1, D(2020, 1, 1), D(2026, 3, 1))
    assert would_leave_without(short, after=D(2026, 3, 1), others=[], never=NEVER) is None
