"""What an official letter asks for beside what the portal knows."""

from django import forms

from participants.forms.base import OfParticipantForm, today
from participants.rules.official_letters import LONGEST_NOTE
from portal.web.days import DayField


class OfficialLetterForm(OfParticipantForm):
    note = forms.CharField(
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="A paragraph of your own",
        help_text="Stands above your name; the participant reads it.",
    )


class CertificationLetterForm(OfficialLetterForm):
    effective_on = DayField(
        label="Effective operating day", initial=today, help_text="The first day on which it is qualified."
    )
    field_order = ["effective_on", "note"]
