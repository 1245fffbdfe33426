"""Letters: an e-mail that a person of the staff writes to contacts of a participant."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.contacting import forget_contact, note_contact
from participants.actions.letter_templates import UNKNOWN, values_of
from participants.actions.locks import lock_participant
from participants.actions.shape import require_shape
from participants.choices import ContactChannel
from participants.models import Contact, Letter, LetterCopy, Participant
from participants.rules.letter_places import PERSON, PLACES, for_all
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.outbox import posting
from portal.outbox.actions.undo import undo
from portal.outbox.addressing import troubled
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage

KIND: Final = "participants.letter"
MOST_ADDRESSEES: Final = 50
LONGEST: Final = 20_000
EMPTY: Final = "The letter is empty."
NOBODY: Final = "Choose at least one contact to write to."
GAPS: Final = "Something is still missing in this text: {gaps}."
LEFT: Final = "It has left already and can't be taken back."


@transaction.atomic
def write_letter(
    *, participant: Participant, contacts: Iterable[Contact], text: str, by: User, now: datetime
) -> Letter:
    """Write to contacts of this participant, each by an e-mail of their own that waits ten seconds for an undo.

    Places in the text are filled in (`rules.letter_places`). Refused for contacts without an address, for addresses at
    which mail does not arrive, and while a gap stands in the text.
    """
    participant = lock_participant(participant.pk)
    permissions.can_edit(by, participant).enforce()
    text = written_out(text, participant, by=by, now=now)
    if not text:
        raise Refused(EMPTY)
    if len(text) > LONGEST:
        raise Refused(f"A letter has at most {LONGEST:,} characters.")
    require_shape(Letter(text=text), "text")
    addressees = _addressees(participant, contacts)
    letter = Letter(participant=participant, text=text, written_by=by, written_at=now)
    letter.save(force_insert=True)
    LetterCopy.objects.bulk_create([_copy(letter, contact, by, now) for contact in addressees])
    changes = {"to": ["", ", ".join(contact.name for contact in addressees)]}
    trail.record("participants.letter.written", of=letter, by=by, at=now, changes=changes)
    note_contact(participant_id=participant.pk, channel=ContactChannel.MAIL, by=by, at=now, about=letter.ref)
    return letter


@transaction.atomic
def take_back_letter(*, letter: Letter, by: User, now: datetime) -> Letter:
    """Take back every copy that has not left; refused when all have. Only the writer may."""
    lock_participant(letter.participant_id)
    letter = Letter.objects.lock(letter.pk)
    permissions.can_take_back(by, letter).enforce()
    names = dict(letter.copies.values_list("message_ref", "name"))
    stopped = [
        names[message.ref] for message in OutboundMessage.objects.filter(ref__in=names) if _stop(message, by, now)
    ]
    if not stopped:
        raise Refused(LEFT)
    changes = {"to": [", ".join(sorted(stopped)), ""]}
    trail.record("participants.letter.taken_back", of=letter, by=by, at=now, changes=changes)
    return letter


def forget_unsent(message: OutboundMessage) -> None:
    """A copy was taken back: once none of a letter's copies leaves, nobody was written to."""
    letter = Letter.objects.filter(ref=message.about_ref).first()
    if letter is None:
        return
    copies = OutboundMessage.objects.filter(ref__in=letter.copies.values("message_ref"))
    if not copies.exclude(state=MessageState.UNDONE).exists():
        forget_contact(participant_id=letter.participant_id, about=letter.ref, at=letter.written_at)


def written_out(text: str, participant: Participant, *, by: User, now: datetime) -> str:
    """The text with the participant's words in their places; `Refused` for places unknown, and for gaps."""
    text = text.strip()
    if "{{" in text or "}}" in text:
        if names := PLACES.unknown(text):
            raise Refused(UNKNOWN.format(name=names[0]))
        text = for_all(text, values_of(participant, by=by, now=now))
    if gaps := PLACES.gaps(text):
        raise Refused(GAPS.format(gaps=", ".join(gaps)))
    return text


def _addressees(participant: Participant, contacts: Iterable[Contact]) -> list[Contact]:
    """The contacts as they are now: active ones of this participant, with an address where mail arrives."""
    ids = {contact.pk for contact in contacts}
    found = list(Contact.objects.active().of(participant).filter(pk__in=ids).order_by("name", "id"))
    if not ids:
        raise Refused(NOBODY)
    if len(found) < len(ids):
        raise Refused("One of the contacts is not, or no longer, a contact of this participant.")
    if len(found) > MOST_ADDRESSEES:
        raise Refused(f"At most {MOST_ADDRESSEES} contacts at a time.")
    if lacking := [contact.name for contact in found if not contact.email]:
        raise Refused(f"No e-mail address is known of {', '.join(lacking)}.")
    bad = troubled({contact.email.lower() for contact in found})
    if named := [f"{contact.name} ({contact.email})" for contact in found if contact.email.lower() in bad]:
        raise Refused(f"Mail does not arrive at {', '.join(named)}. Correct the address first.")
    return found


def _copy(letter: Letter, contact: Contact, by: User, now: datetime) -> LetterCopy:
    message = posting.post_letter(
        kind=KIND,
        address=contact.email,
        about=letter,
        written_by=by,
        dedupe=f"{KIND}:{letter.ref}:{contact.ref}",
        now=now,
        facts={PERSON: contact.name},
        participant_id=letter.participant_id,
    )
    return LetterCopy(letter=letter, contact=contact, name=contact.name, address=contact.email, message_ref=message.ref)


def _stop(message: OutboundMessage, by: User, now: datetime) -> bool:
    try:
        undo(message=message, by=by, now=now)
    except Refused:
        return False
    return True
