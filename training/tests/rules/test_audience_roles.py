"""Who belongs to an audience: roles above the one held, and those that the official list does not tell apart."""

import pytest

from participants.choices import RoleKind
from participants.rules.owing import Roles
from training.audience_roles import belonging, holders

PARENTS = {
    "QSE": "",
    "QSE-R": "QSE",
    "SQSE": "QSE",
    "LSE": "",
    "LSE-CR-REP": "LSE",
    "TDSP": "",
    "TSP": "TDSP",
    "RE": "",
}
KINDS = dict.fromkeys(PARENTS, RoleKind.REGISTRATION) | {"QSE-R": RoleKind.PROFILE}
ROLES = Roles(PARENTS, KINDS)


@pytest.mark.parametrize(
    ("held", "audience", "belongs"),
    [
        ("LSE", "LSE-CR-REP", True),
        ("LSE-CR-REP", "LSE", True),
        ("SQSE", "QSE", True),
        ("QSE", "QSE-R", True),
        ("TDSP", "TSP", True),
        ("RE", "QSE", False),
        ("LSE", "TDSP", False),
    ],
)
def test_who_belongs_where_a_role_is_meant(held: str, audience: str, belongs: bool) -> None:
    assert (audience in belonging([held], ROLES)) is belongs
    assert (held in holders([audience], ROLES)) is belongs
