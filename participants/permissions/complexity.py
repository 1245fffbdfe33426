"""Who says how demanding a participant is."""

from typing import Any

from participants.models import Participant
from participants.permissions.participants import can_view
from portal.lifecycle.refusals import Allowed, Answer, Denied


def marks_complexity(user: Any) -> Answer:
    """Supervisors and seniors."""
    if user.can("participants.assign") or user.can("participants.mentor"):
        return Allowed()
    return Denied("Only supervisors and senior account managers mark how demanding a participant is.")


def can_mark_complexity(user: Any, participant: Participant) -> Answer:
    """Of participants they may see."""
    answer = marks_complexity(user)
    return can_view(user, participant) if answer else answer
