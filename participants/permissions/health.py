"""Who reads how healthy a relationship is, and who sets another mark beside the reckoned one."""

from typing import Any

from participants.choices import AssignmentKind
from participants.models import Assignment, Participant
from participants.permissions.answers import JOINED, holds
from participants.permissions.participants import can_view
from participants.querysets.health import SEES
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_YOURS = Denied("Only its account manager or a supervisor sets the mark of a relationship.")


def sees_health(user: Any) -> Answer:
    return holds(user, SEES, "Your role does not see how relationships stand.")


def can_override_health(user: Any, participant: Participant) -> Answer:
    """Supervisors, and whoever holds the participant today or stands in for who does."""
    if not (answer := sees_health(user)):
        return answer
    if participant.joined_into_id is not None:
        return JOINED
    if not (answer := can_view(user, participant)):
        return answer
    if user.can("participants.edit_all"):
        return Allowed()
    held = Assignment.objects.of(participant).today().filter(kind=AssignmentKind.PRIMARY)
    return Allowed() if held.acted_on_by(user).exists() else NOT_YOURS
