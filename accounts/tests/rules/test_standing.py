from datetime import date, timedelta

import pytest

from accounts.choices import Level, Role
from accounts.rules.standing import Standing

TODAY = date(2026, 11, 18)
DEPARTMENT = object()


@pytest.mark.parametrize(
    ("standing"),
    [
        Standing(Role.ACCOUNT_MANAGER, Level.ONE),
        Standing(Role.ACCOUNT_MANAGER, Level.SENIOR),
        Standing(Role.SUPERVISOR),
        Standing(Role.SPECIALIST, department=DEPARTMENT),
        Standing(Role.TRAINING_COORDINATOR),
        Standing(Role.AUDITOR, access_until=TODAY),
    ],
)
def test_what_fits_meets_no_objection(standing: Standing) -> None:
    assert standing.objections(TODAY) == {}


@pytest.mark.parametrize(
    ("standing", "field"),
    [
        (Standing("god"), "role"),
        (Standing(""), "role"),
        (Standing(Role.ACCOUNT_MANAGER), "level"),
        (Standing(Role.ACCOUNT_MANAGER, "IX"), "level"),
        (Standing(Role.SUPERVISOR, Level.TWO), "level"),
        (Standing(Role.SPECIALIST), "department"),
        (Standing(Role.AUDITOR), "access_until"),
        (Standing(Role.AUDITOR, access_until=TODAY - timedelta(days=1)), "access_until"),
        (Standing(Role.SUPERVISOR, access_until=TODAY), "access_until"),
    ],
)
def test_what_contradicts_itself_is_named(standing: Standing, field: str) -> None:
    assert field in standing.objections(TODAY)
