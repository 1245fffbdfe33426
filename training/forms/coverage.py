"""What the list of coverage can be narrowed by; all of it stands in the address."""

from typing import Any, Final

from django import forms

from participants.choices import RoleKind
from participants.forms.filters import bare
from participants.models import MarketRole

EVERYBODY, MINE = "all", "me"
VIEWS: Final = {"all": "All", "lacking": "Not covered", "expiring": "Certificates ending"}


class CoverageFilter(forms.Form):
    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    whose = forms.ChoiceField(
        choices=[(EVERYBODY, "All participants"), (MINE, "My participants")],
        required=False,
        widget=forms.Select(attrs=bare("Whose")),
    )
    role = forms.ModelChoiceField(
        MarketRole.objects.filter(kind=RoleKind.REGISTRATION),
        to_field_name="code",
        required=False,
        empty_label="Any role",
        widget=forms.Select(attrs=bare("Market role")),
    )

    def __init__(self, data: Any) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))

    @property
    def words(self) -> str:
        return " ".join(self.data["q"][:200].split())
