"""What stands in the way of a registration's moves: read once for a button's reason, and again by the action."""

from datetime import date
from typing import Final

from participants import registration_obstacles as checklist
from participants.choices import Origin
from participants.models import Registration
from participants.rules import registration_moves as rules
from participants.rules.obstacles import Obstacle, in_the_way
from participants.rules.registration_items import APPLICATION, REGISTRATION_PART
from portal.lifecycle.refusals import Refused

NO_DUNS: Final = "It needs its DUNS number (COM-02) before the review begins."
NO_CHECKLIST: Final = "It has no checklist yet: open one first, so that it is known what must be settled."
GUARDED: Final = (rules.BEGIN_REVIEW, rules.APPROVE, rules.QUALIFY, rules.REINSTATE)


def require(name: str, registration: Registration) -> None:
    """Refuse the move, naming the items and sections that stand in its way."""
    if reason := refusal(name, registration):
        raise Refused(reason)


def refusal(name: str, registration: Registration) -> str:
    """Why the move is not possible now, in words; "" where nothing stands in its way."""
    if name == rules.BEGIN_REVIEW:
        return _review(registration)
    if name == rules.APPROVE:
        return _settled(name, registration, checklist.open_items(registration), REGISTRATION_PART)
    if name == rules.QUALIFY:
        return _settled(name, registration, checklist.open_items(registration))
    if name == rules.REINSTATE:
        items = checklist.open_items(registration)
        if items is None and registration.origin == Origin.LISTED:
            return ""
        return _settled(name, registration, items)
    return ""


def require_submitted_application(registration: Registration) -> date:
    """The day on which the application form was submitted on the checklist; refused where it was not."""
    day = checklist.application_submitted_on(registration)
    if day is None:
        raise Refused(
            f"{APPLICATION} (the application form) is not submitted on the checklist: "
            "give the day on which the application arrived."
        )
    return day


def _review(registration: Registration) -> str:
    if not registration.duns:
        return NO_DUNS
    items = checklist.open_items(registration)
    if items is None:
        return NO_CHECKLIST
    missing = [one for one in items if one.code == APPLICATION and not one.submitted]
    if not missing:
        return ""
    return f"The review begins once the application form is there. In the way: {_told(missing, registration)}"


def _settled(
    name: str, registration: Registration, items: list[Obstacle] | None, among: frozenset[str] | None = None
) -> str:
    if items is None:
        return NO_CHECKLIST
    found = [one for one in items if among is None or one.code in among]
    if not found:
        return ""
    return f"“{rules.BY_NAME[name].label}” is not possible yet. In the way: {_told(found, registration)}"


def _told(obstacles: list[Obstacle], registration: Registration) -> str:
    return in_the_way(obstacles, role_section=registration.role.protocol_section)
