"""Forms of the duty roster and of grid events. Times are the market's wall clock, whatever zone the reader prefers."""

from typing import Any

from django import forms

from accounts.models import User
from participants.forms.flights import MarketMomentField

CENTRAL = "Central Prevailing Time"


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person.name} – {person.position}"


class ShiftForm(forms.Form):
    person = PersonField(User.objects.none(), to_field_name="ref", empty_label="Choose a person")
    starts_at = MarketMomentField(label="From", help_text=CENTRAL)
    ends_at = MarketMomentField(label="Until", help_text=CENTRAL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.who_can("issues.work").order_by("name", "id")


class EventForm(forms.Form):
    reason = forms.CharField(
        max_length=200,
        label="Published reason",
        help_text="Participants read it on every page and beside their targets. Name no participant.",
    )
    starts_at = MarketMomentField(label="From", required=False, help_text=f"{CENTRAL}. Empty: now.")
    ends_at = MarketMomentField(label="Until", required=False, help_text="Empty: until somebody ends it.")


class EndForm(forms.Form):
    """A button."""
