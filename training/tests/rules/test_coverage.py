"""Who needs what: how a person stands with a course, and a company with all of them."""

from datetime import date, timedelta

import pytest

from training.rules.coverage import Figures, Proof, Seat, Standing, figures, latest, standing, wanted
from training.rules.recommending import Advised

TODAY = date(2026, 11, 18)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("until", "enrolled", "found"),
    [
        ([], False, Standing.MISSING),
        ([], True, Standing.ENROLLED),
        ([None], False, Standing.VALID),
        ([TODAY], False, Standing.EXPIRING),
        ([TODAY + 90 * DAY], False, Standing.EXPIRING),
        ([TODAY + 91 * DAY], False, Standing.VALID),
        ([TODAY - DAY], False, Standing.EXPIRED),
        ([TODAY - DAY], True, Standing.ENROLLED),
        ([TODAY - DAY, TODAY + 200 * DAY], False, Standing.VALID),
        ([TODAY + 5 * DAY, None], False, Standing.VALID),
        ([TODAY + 5 * DAY], True, Standing.EXPIRING),
    ],
)
def test_how_a_person_stands(until: list[date | None], enrolled: bool, found: Standing) -> None:
    assert standing(until, enrolled=enrolled, today=TODAY) == found


def test_the_last_day_of_several_certificates_counts() -> None:
    assert latest([TODAY, TODAY + DAY]) == TODAY + DAY
    assert latest([TODAY, None]) is None
    assert latest([]) is None


def test_only_what_is_surely_required_or_recommended_is_needed() -> None:
    advised = {
        1: Advised("required", "QSE", certain=True),
        2: Advised("recommended", "QSE", certain=True),
        3: Advised("useful", "QSE", certain=True),
        4: Advised("required", "QSE-R", certain=False),
    }
    assert set(wanted(advised)) == {1, 2}


def test_one_valid_person_covers_the_company_and_others_change_nothing() -> None:
    ann, ben = 10, 11
    proofs = [
        Proof(ann, 1, None),
        Proof(ben, 1, TODAY - DAY),
        Proof(ann, 2, TODAY + 30 * DAY),
        Proof(ben, 3, TODAY - DAY),
        Proof(ann, 99, None),
    ]
    seats = [Seat(ben, 1), Seat(ben, 3), Seat(ann, 98)]
    found = figures([1, 2, 3, 4], proofs, seats, TODAY)
    assert found == Figures(wanted=4, covered=2, enrolled=1, expiring=1)
    assert (found.missing, found.percent) == (1, 50)


def test_only_all_is_a_hundred_percent() -> None:
    assert Figures(wanted=200, covered=199, enrolled=0, expiring=0).percent == 99
    assert Figures(wanted=3, covered=3, enrolled=0, expiring=0).percent == 100
