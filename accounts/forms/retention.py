"""A rule of retention, looked at before it is saved."""

from typing import Any, Final

from django import forms

from accounts.models import RetentionRule

PREVIEW: Final = "preview"
SAVE: Final = "save"


class RetentionForm(forms.Form):
    """`looked_at` is the choice whose effect was shown: something else is shown again before it is saved."""

    rule = forms.ModelChoiceField(RetentionRule.objects.none(), to_field_name="ref", widget=forms.HiddenInput)
    keep_days = forms.IntegerField(label="Days kept", min_value=RetentionRule.LEAST, max_value=RetentionRule.MOST)
    active = forms.BooleanField(label="Switched on", required=False)
    then = forms.ChoiceField(choices=[(PREVIEW, PREVIEW), (SAVE, SAVE)])
    looked_at = forms.CharField(required=False, max_length=40)
    reason = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, rules: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"].queryset = rules


def choice(rule: RetentionRule, keep_days: int, active: bool) -> str:
    return f"{rule.ref}:{keep_days}:{int(active)}"
