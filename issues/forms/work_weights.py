"""The form for the weights of the balance."""

from typing import Any

from django import forms

from issues.models import WorkWeights
from issues.rules.work_load import MOST_POINTS, NAMES
from participants.forms.base import ReasonField


class WeightsForm(forms.Form):
    """The points of each kind of work; `base` is the version that was looked at."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NAMES:
            words = str(WorkWeights._meta.get_field(name).verbose_name)
            self.fields[name] = forms.IntegerField(
                min_value=0, max_value=MOST_POINTS, label=f"{words[:1].upper()}{words[1:]}"
            )
        self.fields["reason"] = ReasonField(label="Why")

    @property
    def points(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in NAMES}

    def participants(self) -> list[Any]:
        return [self[name] for name in NAMES if name.startswith("participant")]

    def issues(self) -> list[Any]:
        return [self[name] for name in NAMES if name.startswith("issue")]
