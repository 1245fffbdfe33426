"""Keeping when the operator and a participant were last in touch, whichever way."""

from datetime import datetime
from typing import Any, Final

from django.db import connection

from participants.choices import PlanSide
from portal.scoping import wall

UPSERT: Final = """
INSERT INTO participants_lastcontact (participant_id, at, channel, side, who, person_id, about)
VALUES (%(participant_id)s, %(at)s, %(channel)s, %(side)s, %(who)s, %(person_id)s, %(about)s)
ON CONFLICT (participant_id) DO UPDATE SET
  at = excluded.at, channel = excluded.channel, side = excluded.side, who = excluded.who,
  person_id = excluded.person_id, about = excluded.about
WHERE participants_lastcontact.at < excluded.at
"""


def note_contact(
    *, participant_id: int, channel: str, by: Any, at: datetime, who: str = "", about: str = "", side: str = ""
) -> None:
    """Call it in the action that wrote what was said. An older contact never hides a newer one.

    `by` is the person who spoke, of either side, or None with the name in `who`. One statement.
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
    # An upsert with a condition, which the ORM has no words for; one statement, whoever else writes.
    with wall.as_operator("keep when the two sides were last in touch"), connection.cursor() as cursor:
        cursor.execute(UPSERT, told | {"participant_id": participant_id})
