"""The open items of a registration's checklist, as the moves of the registration ask about them."""

from datetime import date
from typing import Final

from participants.choices import ItemState
from participants.models import Checklist, ChecklistItem, Registration
from participants.rules.checklist_moves import OPEN, REVIEWABLE
from participants.rules.obstacles import Obstacle
from participants.rules.registration_items import APPLICATION
from portal.scoping.today import market_day

WORDS: Final[dict[str, str]] = {
    ItemState.NOT_STARTED: "is not started",
    ItemState.WAITING: "waits for the participant",
    ItemState.SUBMITTED: "is submitted and waits for its review",
    ItemState.IN_REVIEW: "is still in review",
    ItemState.RETURNED: "was returned",
    ItemState.AT_RISK: "is at risk",
}


def open_items(registration: Registration) -> list[Obstacle] | None:
    """The mandatory items that are not settled, in order; None where there is no checklist. Two statements at most."""
    rows = ChecklistItem.objects.standing_in_the_way(registration).select_related("requirement")
    found = [obstacle(row) for row in rows]
    if not found and not Checklist.objects.filter(registration=registration).exists():
        return None
    return found


def obstacle(item: ChecklistItem) -> Obstacle:
    """An open item, read with its requirement."""
    asked = item.requirement
    return Obstacle(
        code=item.code,
        title=asked.title,
        state=WORDS[item.state],
        sections=tuple(asked.sections),
        submitted=item.state in REVIEWABLE,
    )


def application_submitted_on(registration: Registration) -> date | None:
    """The market's day on which the application form was sent, unless it was returned since."""
    item = ChecklistItem.objects.filter(checklist__registration=registration, code=APPLICATION).first()
    if item is None or item.submitted_at is None or item.state in set(OPEN) - set(REVIEWABLE):
        return None
    return market_day(item.submitted_at)
