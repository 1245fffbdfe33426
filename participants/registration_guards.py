"""What stands in the way of a registration's moves: read once for a button's reason, and again by the action."""

from datetime import date
from typing import Final

from participants import registration_obstacles as checklist
from participants.choices import Origin
from participants.models import Checklist, Registration
from participants.rules import registration_moves as rules
from participants.rules.obstacles import Obstacle, named
from participants.rules.registration_items import APPLICATION, REGISTRATION_PART
from portal.lifecycle.refusals import Refused

NO_DUNS: Final = "It needs its DUNS number (COM-02) before the review begins."
NO_CHECKLIST: Final = "It has no checklist yet: open one first, so that it is known what must be settled."


def require(name: str, registration: Registration) -> None:
    """Refuse the move, naming the items and sections that stand in its way."""
    if reason := refusal(name, registration):
        raise Refused(reason)


def refusal(name: str, registration: Registration) -> str:
    """Why the move is not possible now, in words; "" where nothing stands in its way."""
    if name == rules.BEGIN_REVIEW:
        return _review(registration)
    if name == rules.APPROVE:
        return _settled(name, checklist.open_items(registration), REGISTRATION_PART)
    if name == rules.QUALIFY:
        return _settled(name, checklist.open_items(registration))
    if name == rules.REINSTATE:
        items = checklist.open_items(registration)
        if items is None and registration.origin == Origin.LISTED:
            return ""
        return _settled(name, items)
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
    if not Checklist.objects.filter(registration=registration).exists():
        return NO_CHECKLIST
    missing = checklist.missing_application(registration)
    return f"The review begins once the application form is there. In the way: {named([missing])}." if missing else ""


def _settled(name: str, items: list[Obstacle] | None, among: frozenset[str] | None = None) -> str:
    if items is None:
        return NO_CHECKLIST
    found = [one for one in items if among is None or one.code in among]
    return f"“{rules.BY_NAME[name].label}” is not possible yet. In the way: {named(found)}." if found else ""
