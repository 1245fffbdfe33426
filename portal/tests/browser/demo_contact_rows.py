"""The demo's interactions, meetings and templates that addresses name, as the access matrix calls them."""

from typing import Any

from participants.invitation_links import token_of
from participants.models import Interaction, LetterTemplate, Meeting


def contact_rows() -> dict[str, Any]:
    meeting = Meeting.objects.filter(title="Quarterly review").latest("pk")
    invited = meeting.guests.exclude(contact__user=None).first() or meeting.guests.exclude(contact=None).first()
    return {
        "interaction": Interaction.objects.filter(written_by__email="manager@iso.example").latest("pk"),
        "letter_template": LetterTemplate.objects.get(code="REVIEW"),
        "meeting": meeting,
        "guest_invited": invited,
        "invitation_token": token_of(invited),
    }
