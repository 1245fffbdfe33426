"""What the pipeline can be narrowed by; all of it stands in the address."""

from typing import Any, Final

from django import forms
from django.utils import timezone

from participants.forms.filters import bare
from participants.market_roles import registrable
from participants.models import MarketRole, TestFlight

MINE: Final = "me"
EVERYBODY: Final = "all"


class PipelineFilter(forms.Form):
    """Whose: one's own by default for whoever looks after participants, else everybody's."""

    manager = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Whose")))
    role = forms.ModelChoiceField(
        MarketRole.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="Any role",
        widget=forms.Select(attrs=bare("Market role")),
    )
    flight = forms.ModelChoiceField(
        TestFlight.objects.order_by("-starts_on", "code"),
        to_field_name="code",
        required=False,
        empty_label="Any test flight",
        widget=forms.Select(attrs=bare("Test flight")),
    )

    def __init__(self, data: Any, *, people: list[tuple[str, str]], default: str) -> None:
        given = {name: data.get(name, "") for name in self.base_fields}
        super().__init__(given | {"manager": given["manager"] or default})
        self.fields["manager"].choices = [(MINE, "Mine"), (EVERYBODY, "Everybody's"), *people]
        self.fields["role"].queryset = registrable(timezone.now())

    @property
    def wanted(self) -> dict[str, Any]:
        """What is asked for; an unknown choice narrows nothing."""
        self.is_valid()
        return self.cleaned_data
