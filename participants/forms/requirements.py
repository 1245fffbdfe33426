"""What the list of requirements can be narrowed by."""

from collections.abc import Iterable
from typing import Any

from django import forms

from participants.forms.filters import bare
from participants.models import MarketRole


class RequirementFilter(forms.Form):
    """One of the market roles that some block names."""

    role = forms.ModelChoiceField(
        MarketRole.objects.none(),
        to_field_name="code",
        required=False,
        empty_label="Any role",
        widget=forms.Select(attrs=bare("Market role")),
    )

    def __init__(self, data: Any, *, roles: Iterable[str]) -> None:
        super().__init__({"role": data.get("role", "")})
        self.fields["role"].queryset = MarketRole.objects.filter(code__in=roles)

    @property
    def wanted(self) -> MarketRole | None:
        return self.cleaned_data["role"] if self.is_valid() else None
