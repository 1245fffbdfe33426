"""Keeping when the operator and a participant were last in touch, whichever way."""

from datetime import datetime
from typing import Any

from participants.choices import PlanSide
from participants.models import LastContact
from portal.scoping import wall


def note_contact(
    *, participant_id: int, channel: str, by: Any, at: datetime, who: str = "", about: str = "", side: str = ""
) -> None:
    """Call it in the action that wrote what was said. An older contact never hides a newer one.

    `by` is the person who spoke, of either side, or None with the name in `who`. Two statements.
    """
    spoke = side or (PlanSide.OPERATOR if by is not None and by.is_staff else PlanSide.PARTICIPANT)
    told = {
        "at": at,
        "channel": channel,
        "side": spoke,
        "who": (who or (by.name if by is not None else ""))[:120],
        "person_id": by.pk if by is not None else None,
        "about": about,
    }
    with wall.as_operator("keep when the two sides were last in touch"):
        LastContact.objects.bulk_create([LastContact(participant_id=participant_id, **told)], ignore_conflicts=True)
        LastContact.objects.filter(participant=participant_id, at__lt=at).update(**told)
