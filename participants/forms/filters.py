"""What the list of participants can be narrowed by; all of it stands in the address."""

from typing import Any

from django import forms

from accounts.models import User
from participants.choices import HealthMark, RegistrationStatus, RoleKind
from participants.models import MarketRole

VIEWS = {
    "all": "All",
    "mine": "Mine",
    "unassigned": "Without account manager",
    "gaps": "Missing a regulated role",
    "missing": "No longer listed",
    "restricted": "Restricted",
}


def bare(label: str) -> dict[str, str]:
    """A control of the filter bar has no visible label."""
    return {"aria-label": label}


class ParticipantFilter(forms.Form):
    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    role = forms.ModelChoiceField(
        MarketRole.objects.filter(kind=RoleKind.REGISTRATION),
        to_field_name="code",
        required=False,
        empty_label="Any role",
        widget=forms.Select(attrs=bare("Market role")),
    )
    status = forms.ChoiceField(
        choices=[("", "Any status"), *RegistrationStatus.choices],
        required=False,
        widget=forms.Select(attrs=bare("Registration status")),
    )
    manager = forms.ModelChoiceField(
        User.objects.who_manage(),
        to_field_name="ref",
        required=False,
        empty_label="Any account manager",
        widget=forms.Select(attrs=bare("Account manager")),
    )

    health = forms.ChoiceField(
        choices=[("", "Any health"), *HealthMark.choices, ("none", "Not judged")],
        required=False,
        widget=forms.Select(attrs=bare("Relationship health")),
    )

    def __init__(self, data: Any) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view") or "all"
        return chosen if chosen in VIEWS else "all"
