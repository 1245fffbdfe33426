"""The sentences that several permissions share, and the questions all of them ask."""

from typing import Any, Final

from participants.models import Participant
from portal.lifecycle.refusals import Allowed, Answer, Denied

NOT_YOURS: Final = Denied(
    "Only the people assigned to this participant, their stand-ins and supervisors may change it."
)
NOT_FOUND: Final = Denied("There is no such participant among those you may see.")
JOINED: Final = Denied("This participant was joined into another; work on that one.")
STAFF_ONLY: Final = Denied("Only the operator's staff may do this.")


def holds(user: Any, capability: str, otherwise: str) -> Answer:
    """Whether an active person's role brings a capability; the answer no says `otherwise`."""
    return Allowed() if user.is_active and user.can(capability) else Denied(otherwise)


def acts_for(user: Any, participant: Participant) -> bool:
    """Whether a participant's user acts for that very participant."""
    acting_for = user.acting_for
    return user.is_active and acting_for is not None and acting_for.participant_id == participant.pk
