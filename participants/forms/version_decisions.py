"""Deciding about a new version for one checklist, and whose open decisions a list shows."""

from typing import Any, Final

from django import forms

from participants.actions.adopting import LONGEST
from participants.forms.base import OfParticipantForm
from participants.forms.filters import bare

MINE: Final = "me"
EVERYBODY: Final = "all"


class AdoptForm(OfParticipantForm):
    reason = forms.CharField(
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Note",
        help_text="For the staff; the participant reads on each item what changed.",
    )


class StayForm(OfParticipantForm):
    reason = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        label="Why it stays",
        help_text="It stands beside the checklist, for the staff.",
    )


class OpenDecisionsFilter(forms.Form):
    """One's own by default."""

    whose = forms.ChoiceField(
        choices=[(MINE, "Mine"), (EVERYBODY, "Everybody's")],
        required=False,
        widget=forms.Select(attrs=bare("Whose checklists")),
    )

    def __init__(self, data: Any) -> None:
        super().__init__({"whose": data.get("whose") or MINE})
