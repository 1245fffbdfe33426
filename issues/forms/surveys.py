"""The survey: one mark and a comment; and what its results can be narrowed by."""

from typing import Any, Final

from django import forms

from accounts.models import User
from participants.forms.filters import bare

MARKS: Final = [(5, "Very satisfied"), (4, "Satisfied"), (3, "Neither"), (2, "Not satisfied"), (1, "Not at all")]


class SurveyForm(forms.Form):
    score = forms.TypedChoiceField(
        choices=MARKS, coerce=int, widget=forms.RadioSelect, label="How satisfied are you with how it was handled?"
    )
    comment = forms.CharField(
        max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}), label="In a few words"
    )


class SurveyFilter(forms.Form):
    score = forms.ChoiceField(
        choices=[("", "All marks"), ("poor", "2 or less"), *[(str(mark), f"{mark} of 5") for mark in range(5, 0, -1)]],
        required=False,
        widget=forms.Select(attrs=bare("Mark")),
    )
    owner = forms.ModelChoiceField(
        User.objects.who_manage(), required=False, to_field_name="ref", empty_label="Everybody's",
        widget=forms.Select(attrs=bare("Whose")),
    )  # fmt: skip

    def __init__(self, data: Any) -> None:
        super().__init__(data)
