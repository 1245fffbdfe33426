"""Numbers, days, initials and scores of certificates."""

from datetime import date
from decimal import Decimal

import pytest

from training.rules.certificate_days import Standing, last_day, reminder_due, standing
from training.rules.certificate_numbers import as_written, certificate_number
from training.rules.completing import missing
from training.rules.evidence import Held, best_proof
from training.rules.initials import initials, same_name
from training.rules.scores import hours_earned, passed, refusal_of_attempt


def test_two_numbers_of_the_same_count_differ_in_what_nobody_can_work_out() -> None:
    numbers = {certificate_number(2026, 42) for _ in range(50)}
    assert len(numbers) == 50
    assert all(number.startswith("MC-2026-000042-") and as_written(number) == number for number in numbers)


@pytest.mark.parametrize(
    "typed",
    [
        "MC-2026-000042-7K3Q9XTB",
        " mc-2026-000042-7k3q9xtb ",
        "MC 2026 000042 7K3Q9XTB",
        "MC\u20132026\u2013000042\u20137K3Q9XTB",
        "MC2026000042 7K3Q9XTB",
        "MC20260000427K3Q9XTB",
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str) -> None:
    assert as_written(typed) == "MC-2026-000042-7K3Q9XTB"


def test_look_alikes_are_read_as_the_sign_that_exists() -> None:
    assert as_written("mc-2026-000042-OiL00000") == "MC-2026-000042-01100000"


@pytest.mark.parametrize(
    "typed", ["", "MC", "MC-2026-42-7K3Q9XTB", "CF-7K3Q9XTB", "MC-2026-000042-7K3Q9XU!", "M" * 500]
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert as_written(typed) == ""


@pytest.mark.parametrize(
    ("completed", "months", "last"),
    [
        (date(2026, 11, 18), 12, date(2027, 11, 18)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 8, 31), 36, date(2029, 8, 31)),
        (date(2026, 11, 18), None, None),
    ],
)
def test_months_end_with_the_month(completed: date, months: int | None, last: date | None) -> None:
    assert last_day(completed, months) == last


def test_it_counts_through_its_last_day_unless_revoked() -> None:
    end = date(2026, 11, 18)
    assert standing(expires_on=end, revoked=False, today=end) is Standing.VALID
    assert standing(expires_on=end, revoked=False, today=date(2026, 11, 19)) is Standing.EXPIRED
    assert standing(expires_on=None, revoked=False, today=date(2099, 1, 1)) is Standing.VALID
    assert standing(expires_on=None, revoked=True, today=end) is Standing.REVOKED


@pytest.mark.parametrize(
    ("left", "reminded", "due"),
    [(61, None, None), (60, None, 60), (45, 60, None), (30, 60, 30), (10, None, 30), (10, 30, None), (0, 60, 30)],
)
def test_reminders_come_sixty_and_thirty_days_ahead_once_each(left: int, reminded: int | None, due: int | None) -> None:
    end = date(2027, 3, 1)
    assert reminder_due(end, reminded, date.fromordinal(end.toordinal() - left)) == due
    assert reminder_due(end, None, date(2027, 3, 2)) is None


def test_strangers_see_initials_and_may_compare_a_name() -> None:
    assert initials("María del Carmen Ortiz-Peña") == "M. d. C. O. P."
    assert same_name("maria  del carmen ortiz-pena", "María del Carmen Ortiz-Peña")
    assert not same_name("Maria Ortiz", "María del Carmen Ortiz-Peña")
    assert not same_name("", "")


def test_at_the_mark_one_has_passed_and_attempts_run_out() -> None:
    assert passed(Decimal("70"), 70)
    assert not passed(Decimal("69.99"), 70)
    assert refusal_of_attempt(taken=2, allowed=3, passed_before=False) == ""
    assert "3 attempts" in refusal_of_attempt(taken=3, allowed=3, passed_before=False)
    assert refusal_of_attempt(taken=99, allowed=None, passed_before=False) == ""
    assert "already" in refusal_of_attempt(taken=1, allowed=3, passed_before=True)


def test_hours_are_for_who_attends_and_passes() -> None:
    eight = Decimal(8)
    assert hours_earned(eight, attended=True, tested=True, passed_it=True) == eight
    assert hours_earned(eight, attended=True, tested=True, passed_it=False) == 0
    assert hours_earned(eight, attended=False, tested=False, passed_it=False) == 0
    assert hours_earned(eight, attended=True, tested=False, passed_it=False) == eight


def test_what_is_missing_is_told_in_the_order_it_can_be_mended() -> None:
    assert missing([True, False], tested=True, passed=True) == "Was not there on every day"
    assert missing([True, None], tested=False, passed=False) == "Attendance is not marked"
    assert missing([True], tested=True, passed=False) == "Has not passed the test"
    assert missing([], tested=False, passed=False) == ""


def test_all_courses_of_one_person_prove_it_until_the_first_ends() -> None:
    soon, late = date(2027, 1, 1), date(2028, 1, 1)
    ana = [Held(1, 10, 1, late), Held(2, 10, 2, soon)]
    bo = [Held(3, 20, 1, None)]
    assert best_proof(ana + bo, {1, 2}) == (10, soon, (1, 2))
    assert best_proof(bo, {1, 2}) is None
    assert best_proof(ana + bo, {1}) == (20, None, (3,))
    assert best_proof([*ana, Held(4, 10, 2, late)], {1, 2}) == (10, late, (1, 4))
    assert best_proof(ana, set()) is None
