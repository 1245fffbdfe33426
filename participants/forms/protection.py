"""Forms about protected files."""

from typing import Any

from django import forms

from participants.forms.base import OfParticipantForm, ReasonField
from participants.forms.filters import bare
from portal.documents.choices import Protection
from portal.web.days import DayField


class ProtectedFilter(forms.Form):
    view = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    participant = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    protection = forms.ChoiceField(
        choices=[("", "Any class"), *Protection.choices], required=False, widget=forms.Select(attrs=bare("Class"))
    )


class OpeningFilter(forms.Form):
    participant = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    file = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    person = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    protection = forms.ChoiceField(
        choices=[("", "Any class"), *Protection.choices], required=False, widget=forms.Select(attrs=bare("Class"))
    )
    since = DayField(required=False, label="Since")


class ClassifyForm(OfParticipantForm):
    protection = forms.ChoiceField(label="Class", choices=Protection.choices)
    basis_day = DayField(required=False, label="Operating day", help_text="From which the days of some classes count.")
    agreed = DayField(
        required=False, label="Last confidential day", help_text="Only where it is agreed, or until it is posted."
    )
    reason = ReasonField(help_text="The owner reads it.")

    @staticmethod
    def values_of(row: Any) -> dict[str, Any]:
        return {"protection": row.protection, "basis_day": row.basis_day}


class KeepForm(forms.Form):
    until = DayField(error_messages={"required": "Name the day until which it stays protected."})
    reason = forms.CharField(max_length=250, error_messages={"required": "Say why."})


class MarkForm(OfParticipantForm):
    reason = ReasonField(label="Why is it confidential", help_text="The operator's staff read it.")
