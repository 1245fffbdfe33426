"""On a participant's page: the changes under way."""

from typing import Any

from django.http import HttpRequest

from participants import permissions
from participants.models import Change, Participant

SHOWN = 5


def open_changes_of(request: HttpRequest, participant: Participant) -> dict[str, Any]:
    """The latest ones; the bank account came with the participant (`participant_reading`)."""
    rows = Change.objects.visible_to(request.user).of(participant).still_open().select_related("procedure")
    return {
        "changes": list(rows.order_by("-requested_at", "-id")[:SHOWN]),
        "may_record": permissions.can_ask_for_changes(request.user, participant, assigned=participant.assigned),
    }
