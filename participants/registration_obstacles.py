"""The checklist of a registration, as the registration's own moves ask about it."""

from datetime import date

from participants.checklists import obstacle, obstacles
from participants.models import Checklist, ChecklistItem, Registration
from participants.rules.checklist_moves import REVIEWABLE, SETTLED
from participants.rules.obstacles import Obstacle
from participants.rules.registration_items import APPLICATION
from portal.scoping.today import market_day


def open_items(registration: Registration) -> list[Obstacle] | None:
    """The mandatory items that are not settled, in order; None where there is no checklist. Two statements at most."""
    found = obstacles(registration)
    if not found and not Checklist.objects.filter(registration=registration).exists():
        return None
    return found


def missing_application(registration: Registration) -> Obstacle | None:
    """The application form, where the checklist asks for it and it is not there, or was returned."""
    item = _application(registration)
    return None if item is None or _arrived(item) else obstacle(item)


def application_submitted_on(registration: Registration) -> date | None:
    """The market's day on which the application form was sent, unless it was returned since."""
    item = _application(registration)
    if item is None or item.submitted_at is None or not _arrived(item):
        return None
    return market_day(item.submitted_at)


def _application(registration: Registration) -> ChecklistItem | None:
    rows = ChecklistItem.objects.filter(checklist__registration=registration, code=APPLICATION)
    return rows.select_related("requirement", "checklist__role").first()


def _arrived(item: ChecklistItem) -> bool:
    return item.state in SETTLED or item.state in REVIEWABLE
