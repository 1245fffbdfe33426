"""Which courses are advised to a company: its market roles read against the matrix."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from participants.choices import RegistrationStatus
from participants.models import MarketRole, Participant, Registration, Representation
from training.models import Recommendation
from training.rules.recommending import Advised, advised_for

GONE: Final = (RegistrationStatus.TERMINATED, RegistrationStatus.WITHDRAWN)
NEWCOMER: Final = "PROSPECT"


def roles_of(user: Any, participant: Participant, day: date) -> list[str]:
    """The codes of the market roles a company holds or asks for, as far as the person may see; two statements.

    A QSE that represents a resource is one with resources, any other one without. Who holds nothing yet is a
    prospective participant.
    """
    rows = Registration.objects.visible_to(user).of(participant).exclude(status__in=GONE)
    roles = sorted(set(rows.values_list("role__code", flat=True)))
    if "QSE" in roles:
        represents = Representation.objects.visible_to(user).filter(representative=participant, resource__isnull=False)
        roles.append("QSE-R" if represents.on(day).exists() else "QSE-L")
    return roles or [NEWCOMER]


def matrix() -> dict[int, dict[str, str]]:
    """The cells of each course by its key: code of the market role -> advice."""
    cells: dict[int, dict[str, str]] = {}
    for course, role, advice in Recommendation.objects.values_list("course_id", "role__code", "advice"):
        cells.setdefault(course, {})[role] = advice
    return cells


def parents() -> dict[str, str | None]:
    """The role above each market role."""
    return dict(MarketRole.objects.values_list("code", "parent__code"))


def advised_to(roles: Iterable[str]) -> dict[int, Advised]:
    """What the matrix says to who holds these roles, by the course's key; two statements."""
    roles, above = list(roles), parents()
    found = {course: advised_for(roles, cells, above) for course, cells in matrix().items()}
    return {course: advised for course, advised in found.items() if advised is not None}
