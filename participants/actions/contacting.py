"""Keeping when the operator and a participant were last in touch, whichever way."""

from datetime import datetime
from typing import Any, Final

from django.db import connection

from participants.choices import PlanSide
from participants.models import LastContact
from portal.scoping import wall

TOLD: Final = ("at", "channel", "side", "who", "person_id", "about")
KEPT: Final = 20  # contacts before the last one, by which one that did not happen is taken back
UPSERT: Final = f"""
INSERT INTO participants_lastcontact AS kept (participant_id, at, channel, side, who, person_id, about, before)
VALUES (%(participant_id)s, %(at)s, %(channel)s, %(side)s, %(who)s, %(person_id)s, %(about)s, '[]'::jsonb)
ON CONFLICT (participant_id) DO UPDATE SET
  at = excluded.at, channel = excluded.channel, side = excluded.side, who = excluded.who,
  person_id = excluded.person_id, about = excluded.about,
  before = jsonb_path_query_array(
    jsonb_build_array(to_jsonb(kept) - 'before' - 'id' - 'participant_id') || kept.before, '$[0 to {KEPT - 1}]'
  )
WHERE kept.at < excluded.at
"""  # noqa: S608 - a number of this module


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


def forget_contact(*, participant_id: int, about: str, at: datetime) -> None:
    """What was noted did not happen (a letter taken back before it left, say): the contact before it counts again.

    Call it in the action that takes it back, with what was given to `note_contact`.
    """
    row = LastContact.objects.select_for_update(of=("self",)).filter(participant_id=participant_id).first()
    if row is None:
        return
    noted = [{name: getattr(row, name) for name in TOLD}, *map(_read, row.before)]
    wrong = next((one for one in noted if (one["about"], one["at"]) == (about, at)), None)
    if wrong is None:
        return
    noted.remove(wrong)
    if not noted:
        row.delete()
        return
    last, *before = sorted(noted, key=lambda one: one["at"], reverse=True)
    row.before = [one | {"at": one["at"].isoformat()} for one in before]
    for name, value in last.items():
        setattr(row, name, value)
    row.save(update_fields=[*TOLD, "before"])


def _read(kept: dict[str, Any]) -> dict[str, Any]:
    return kept | {"at": datetime.fromisoformat(kept["at"])}
