"""Forms of an access review."""

from django import forms

from participants.choices import AccessDecision
from participants.forms.base import OfParticipantForm


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(choices=AccessDecision.choices)


class AttestForm(OfParticipantForm):
    sure = forms.BooleanField(
        label="I attest that everybody who keeps access still needs it, as far as it reaches.",
        error_messages={"required": "Tick the box to attest it."},
    )
