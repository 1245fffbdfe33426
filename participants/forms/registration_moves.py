"""What each move of a registration asks for."""

from typing import Any

from django import forms

from participants.forms.base import OfParticipantForm, ReasonField, ReasonForm, today
from portal.web.days import DayField

READ_BY_PARTICIPANT = "The participant reads this."


class ConfirmForm(OfParticipantForm):
    """Nothing to fill in."""


class ReceiveForm(OfParticipantForm):
    received_on = DayField(
        required=False,
        label="Received on",
        help_text="Empty: the day on which the application form was submitted on the checklist.",
    )


class IncompleteForm(OfParticipantForm):
    lacking = ReasonField(label="What is missing", help_text=READ_BY_PARTICIPANT)


class QualifyForm(OfParticipantForm):
    effective_on = DayField(
        label="Effective operating day", initial=today, help_text="The first day on which it is qualified."
    )


class SectionForm(OfParticipantForm):
    reason = ReasonField(help_text=READ_BY_PARTICIPANT)
    section = forms.CharField(max_length=60, label="Section of the rules", help_text="For instance 16.11.6.")


class SuspendForm(SectionForm):
    pass


class TerminateForm(SectionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].required = False


class ReadReasonForm(ReasonForm):
    reason = ReasonField(help_text=READ_BY_PARTICIPANT)
