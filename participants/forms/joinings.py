"""Forms about joining two entities into one."""

from typing import Any

from django import forms

from participants.forms.base import ReasonField
from participants.forms.lookups import CompanyField, companies


class ChooseForm(forms.Form):
    """Which two are joined; the address carries them, so that a preview can be shared."""

    kept = CompanyField(label="Keep", help_text="DUNS number, reference or name.")
    absorbed = CompanyField(label="Join into it", help_text="Its rows move to the one kept.")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kept", "absorbed"):
            self.fields[name].rows = companies(user)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kept") and data.get("kept") == data.get("absorbed"):
            raise forms.ValidationError("These are the same participant.")
        return data


class ReasonedForm(forms.Form):
    reason = ReasonField()
