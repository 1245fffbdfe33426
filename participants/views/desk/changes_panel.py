"""On a participant's page: the changes under way."""

from typing import Any, Final

from django.http import HttpRequest

from participants import participant_reading, permissions
from participants.models import Change, Participant
from portal.lifecycle.rows_along import RowsAlong

CHANGES: Final = RowsAlong(
    "change_rows",
    Change,
    ("ref", "state", "requested_name", "effective_on", "procedure__name"),
    lambda user: Change.objects.visible_to(user).still_open().order_by("-requested_at", "-id"),
    of="participant",
    most=5,
)


def read_along() -> None:
    """The latest ones come with the participant, so that the panel needs no statement."""
    participant_reading.also(CHANGES.name, CHANGES.expression)


def open_changes_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """What came with the participant; so did the bank account."""
    return {
        "changes": CHANGES.read(participant),
        "may_record": permissions.can_ask_for_changes(request.user, participant, assigned=participant.assigned),
    }
