"""How demanding a participant is."""

from typing import Any

from django import forms

from participants.choices import Degree
from participants.forms.base import OfParticipantForm


class ComplexityForm(OfParticipantForm):
    degree = forms.TypedChoiceField(choices=Degree.choices, coerce=int, label="Complexity")
    reason = forms.CharField(max_length=300, help_text="What makes it so: for the staff only.")

    @staticmethod
    def values_of(participant: Any) -> dict[str, Any]:
        """What stands there now."""
        held = getattr(participant, "complexity", None)
        return {"degree": held.degree, "reason": held.reason} if held is not None else {"degree": Degree.LOW}
