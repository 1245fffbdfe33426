"""What a room holds, in words for both sides."""

from django.utils.text import capfirst

from accounts.choices import RoomNoun
from participants.models import Participant
from portal.dashboards.room_scope import Scope
from portal.web import words


def told(scope: Scope) -> list[tuple[str, str]]:
    """Label and sentence of each of its terms; one statement where participants are named."""
    room = scope.room
    terms = [("Records", ", ".join(RoomNoun(noun).label for noun in room.nouns))]
    terms.append(("Participants", _participants(scope)))
    if room.issue_refs:
        terms.append(("Issues named", ", ".join(room.issue_refs)))
    terms.append(("Days of the records", _days(scope)))
    terms.append(("Notes of the staff", "included" if room.with_notes else "left out"))
    terms.append(("Protected Information", "included" if room.with_protected else "left out of issues"))
    return terms


def _participants(scope: Scope) -> str:
    if scope.room.everybody:
        return "all"
    rows = Participant.objects.filter(pk__in=scope.participant_ids).select_related("joined_into").order_by("name", "pk")
    names = [f"{row.name} (joined with {row.joined_into.name})" if row.joined_into else row.name for row in rows]
    return ", ".join(names) or "none but those of the issues named"


def _days(scope: Scope) -> str:
    first, last = scope.room.records_from, scope.room.records_until
    parts = [f"from {words.short_day(first)}" if first else "", f"until {words.short_day(last)}" if last else ""]
    return capfirst(" ".join(part for part in parts if part) or "all")
