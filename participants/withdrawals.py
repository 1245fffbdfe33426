"""Letters that must not leave any more, though they were written: asked when they leave."""

from collections.abc import Iterable
from typing import Final

from participants import permissions
from participants.models import LetterCopy

NO_CONTACT: Final = "The addressee is no contact of the participant any more."
MOVED: Final = "The addressee has another address by now."
NOT_YOURS: Final = "Whoever wrote it may not act for the participant any more."


def withdrawn(message_refs: Iterable[str]) -> dict[str, str]:
    """Why, by the e-mail's reference. One statement, and two for each writer and participant."""
    copies = LetterCopy.objects.filter(message_ref__in=set(message_refs))
    found: dict[str, str] = {}
    allowed: dict[tuple[int, int], bool] = {}
    for copy in copies.select_related("contact", "letter__participant", "letter__written_by"):
        letter, contact = copy.letter, copy.contact
        pair = letter.written_by_id, letter.participant_id
        if pair not in allowed:
            allowed[pair] = bool(permissions.can_edit(letter.written_by, letter.participant))
        if not allowed[pair]:
            found[copy.message_ref] = NOT_YOURS
        elif not contact.active or contact.participant_id != letter.participant_id:
            found[copy.message_ref] = NO_CONTACT
        elif contact.email.lower() != copy.address.lower():
            found[copy.message_ref] = MOVED
    return found
