"""Deciding on an answer that waits for release."""

from typing import Any, Final

from django import forms

from issues.actions.speaking import MOST
from issues.models import HeldAnswer

RELEASE: Final = "release"
RETURN: Final = "return"
WITHDRAW: Final = "withdraw"
VIEWS: Final = {"waiting": "Waiting", "mine": "For me to release", "own": "Written by me", "settled": "Decided"}


class HeldForm(forms.Form):
    """`row` is the answer; which button was pressed says what becomes of it."""

    text = forms.CharField(
        max_length=MOST,
        label="Answer",
        help_text="What the participant will read. Change what needs to be changed: the author sees the difference.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    coaching = forms.CharField(
        max_length=5000,
        required=False,
        label="Coaching point",
        help_text="For the author alone; needed where you return the answer.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    override_reason = forms.CharField(
        max_length=300,
        required=False,
        label="Why it may name another company",
        help_text="Only where the check for other companies held it.",
    )

    def __init__(self, *args: Any, row: HeldAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = row.text
        self.fields["text"].required = self.data.get("then", RELEASE) == RELEASE
        if not row.override_reason and "override_reason" not in self.data:
            self.fields["override_reason"].widget = forms.HiddenInput()
