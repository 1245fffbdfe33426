"""What each level adds: ticks of all levels at once, looked at before they are saved."""

from typing import Any, Final

from django import forms

from accounts.choices import Level

PREVIEW: Final = "preview"
SAVE: Final = "save"


class Ticks(forms.MultipleChoiceField):
    """Any codes: which of them a level may hold is said by the rule, in its own words."""

    def valid_value(self, value: str) -> bool:
        return len(value) <= 40


class LevelRightsForm(forms.Form):
    """`looked_at` is the choice whose effects were shown: something else is shown again before it is saved."""

    then = forms.ChoiceField(choices=[(PREVIEW, PREVIEW), (SAVE, SAVE)])
    looked_at = forms.CharField(required=False, max_length=4000)
    reason = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in Level.values:
            self.fields[f"rights_{level}"] = Ticks(required=False)
            self.fields[f"version_{level}"] = forms.IntegerField(required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["wanted"] = {level: frozenset(data.get(f"rights_{level}", ())) for level in Level.values}
        seen = {level: data.get(f"version_{level}") for level in Level.values}
        data["seen"] = {level: version for level, version in seen.items() if version is not None}
        return data


def fingerprint(wanted: dict[str, frozenset[str]]) -> str:
    """A choice as text, to tell it from another one."""
    return ";".join(f"{level}:{','.join(sorted(rights))}" for level, rights in sorted(wanted.items()))
