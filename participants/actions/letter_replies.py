"""What an addressee answers to a letter: stored with it, for the staff only, and told to whoever wrote it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from participants.actions.contacting import note_contact
from participants.actions.locks import lock_participant
from participants.choices import ContactChannel, PlanSide
from participants.models import Contact, Letter, LetterReply, LetterReplyFile
from portal.audit import trail
from portal.documents.choices import Place
from portal.documents.storing import store
from portal.lifecycle.refusals import Refused
from portal.outbox import posting

KIND: Final = "participants.letter.replied"
NO_SUCH_CONTACT: Final = "There is no such contact of the company that the letter went to."


@transaction.atomic
def receive_reply(
    *,
    letter: Letter,
    text: str,
    address: str,
    mail: str,
    now: datetime,
    contact: Contact | None = None,
    person: User | None = None,
    automatic: bool = False,
    files: Iterable[Any] = (),
) -> LetterReply:
    """Call it once it is proven who wrote; `mail` is the reference of the mail that came in.

    A machine's answer (an absence note, say) is kept, and neither told nor counted as being in touch. `files` are
    stored as the staff's own; `Refused` for one that the policy or the scanner does not take.
    """
    participant = lock_participant(letter.participant_id)
    if contact is not None and contact.participant_id != participant.pk:
        raise Refused(NO_SUCH_CONTACT)
    name = contact.name if contact is not None else (person.name or person.email if person is not None else address)
    reply = LetterReply(
        letter=letter,
        participant=participant,
        contact=contact,
        person=person,
        name=name[:120],
        address=address,
        text=text,
        automatic=automatic,
        received_at=now,
        mail=mail,
    )
    reply.save(force_insert=True)
    for upload in files:
        document = store(
            upload=upload, participant_id=participant.pk, by=person, now=now, place=Place.LETTER, inner=True
        )
        LetterReplyFile(reply=reply, participant=participant, document=document).save(force_insert=True)
    trail.record("participants.letter.replied", of=letter, by=person, at=now, changes={"from": ["", reply.name]})
    if automatic:
        return reply
    note_contact(
        participant_id=participant.pk,
        channel=ContactChannel.MAIL,
        by=person,
        at=now,
        who=reply.name,
        about=letter.ref,
        side=PlanSide.PARTICIPANT,
    )
    dedupe = f"{KIND}:{reply.ref}"
    posting.post(KIND, to=[letter.written_by], about=letter, dedupe=dedupe, now=now, participant_id=participant.pk)
    return reply
