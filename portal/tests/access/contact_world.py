"""What is said between the operator and participants, for the walks over all addresses."""

from datetime import datetime, timedelta
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile

from participants.actions.interactions import log_interaction
from participants.actions.letter_replies import receive_reply
from participants.actions.meetings import plan_meeting
from participants.models import LetterTemplate
from participants.tests.factories import ContactFactory


def furnish_contact(*companies: SimpleNamespace, now: datetime) -> None:
    """Written down by whoever looks after the company; a user of each is invited to a meeting."""
    for rows in companies:
        given = {"participant": rows.participant, "by": rows.assignment.person, "now": now}
        rows.interaction = log_interaction(**given, summary=f"{rows.contact.name} rang", contacts=[rows.contact])
        rows.letter_reply = receive_reply(
            letter=rows.letter,
            text=f"Thank you, {rows.contact.name}",
            address=rows.contact.email,
            mail=f"IM-{rows.participant.pk}",
            contact=rows.contact,
            now=now,
            files=[SimpleUploadedFile("figures.txt", b"1,2,3")],
        )
        rows.letter_file = rows.letter_reply.files.get()
        user = rows.user
        person = ContactFactory(participant=rows.participant, name=user.name, email=f"m.{user.email}", user=user)
        starts = now + timedelta(days=2)
        rows.meeting = plan_meeting(
            **given,
            title=f"Review with {rows.contact.name}",
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            contacts=[person, rows.contact],
        )
        rows.guest_invited = rows.meeting.guests.get(contact=person)
        rows.letter_template = LetterTemplate.objects.create(title="Dear all", text="Dear {{ person }}")
