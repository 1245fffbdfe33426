"""The demo's interactions, meetings and templates that addresses name, as the access matrix calls them."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from participants.actions.letter_replies import receive_reply
from participants.actions.letter_templates import add_template
from participants.invitation_links import token_of
from participants.models import Interaction, Letter, Meeting


def contact_rows(by: User, now: datetime) -> dict[str, Any]:
    """A template that the manager wrote, who may change it; those of the product only supervisors change."""
    meeting = Meeting.objects.filter(title="Quarterly review").latest("pk")
    invited = meeting.guests.exclude(contact__user=None).first() or meeting.guests.exclude(contact=None).first()
    letter = Letter.objects.get(participant__name="Prairie Lantern Energy")
    reply = receive_reply(
        letter=letter,
        text="Thank you, the figures are attached.",
        address="noor@prairielantern.example",
        mail="IM-1",
        now=now,
        files=[SimpleUploadedFile("figures.txt", b"1,2,3")],
    )
    return {
        "letter_file": reply.files.get(),
        "interaction": Interaction.objects.filter(written_by__email="manager@iso.example").latest("pk"),
        "letter_template": add_template(by=by, now=now, title="After a call", text="Thank you for your time today."),
        "meeting": meeting,
        "guest_invited": invited,
        "invitation_token": token_of(invited),
    }
