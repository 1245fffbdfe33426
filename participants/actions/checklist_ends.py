"""What becomes of a checklist when its registration ends: nothing more is asked for, and nobody is reminded."""

from datetime import datetime

from accounts.models import User
from participants.actions.item_clocks import settle_clocks
from participants.models import ChecklistItem, Registration


def close_checklist(registration: Registration, *, by: User, now: datetime) -> None:
    """Stop the deadlines of what is open; items keep their state as the record of how far it came.

    Part of the action that ends the registration, which holds the participant's lock and records its own verb.
    """
    for item in ChecklistItem.objects.filter(checklist__registration=registration).open().order_by("position"):
        settle_clocks(item, by=by, now=now, shown=False)
