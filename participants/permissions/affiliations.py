"""Who may write down how companies belong together: whoever may change one of the two, and see both."""

from typing import Any

from participants.models import Affiliation
from participants.permissions.answers import NOT_FOUND
from participants.permissions.participants import can_edit
from portal.lifecycle.refusals import Answer


def can_change_affiliation(user: Any, row: Affiliation) -> Answer:
    if not Affiliation.objects.visible_to(user).filter(pk=row.pk).exists():
        return NOT_FOUND
    first = can_edit(user, row.participant)
    return can_edit(user, row.other) if not first and row.other is not None else first
