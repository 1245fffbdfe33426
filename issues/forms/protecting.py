"""The form that sets how an entry or a field of an issue is protected."""

from typing import Any

from django import forms

from participants.forms.base import OfParticipantForm, ReasonField
from participants.forms.filters import bare
from portal.documents.choices import Protection
from portal.web.days import DayField


class ProtectedEntryFilter(forms.Form):
    view = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    participant = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    protection = forms.ChoiceField(
        choices=[("", "Any class"), *Protection.choices], required=False, widget=forms.Select(attrs=bare("Class"))
    )


class ProtectForm(OfParticipantForm):
    protection = forms.ChoiceField(label="Class", choices=Protection.choices)
    basis_day = DayField(required=False, label="Operating day", help_text="From which the days of some classes count.")
    agreed = DayField(
        required=False, label="Last confidential day", help_text="Only where it is agreed, or until it is posted."
    )
    reason = ReasonField(help_text="The participant reads it, except of an internal note.")

    @staticmethod
    def values_of(row: Any) -> dict[str, Any]:
        return {"protection": row.protection, "basis_day": row.basis_day, "agreed": None}
