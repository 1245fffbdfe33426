"""The public forms: a certificate's number, and the name on it."""

from typing import Final

from django import forms

from training.rules.certificate_numbers import as_written

UNKNOWN: Final = (
    "No number of a certificate looks like this. It stands at the foot of the paper: MC-2026-000042-7K3Q9XTB."
)


class NumberForm(forms.Form):
    number = forms.CharField(
        label="Number of the certificate", max_length=60, help_text="For example MC-2026-000042-7K3Q9XTB"
    )

    def clean_number(self) -> str:
        number = as_written(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(UNKNOWN)
        return number


class NameForm(forms.Form):
    name = forms.CharField(
        label="Name on the certificate",
        max_length=120,
        help_text="We tell whether it is the holder's, and keep nothing of it.",
    )
