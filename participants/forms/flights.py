"""Forms about test flights. Deadlines are the market's wall clock, whatever zone the reader prefers."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from participants.choices import SourceTag
from participants.models import TestFlight
from participants.rules.flights import MMYY
from portal.scoping.today import MARKET_ZONE
from portal.web.days import DayField, within_range

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"


class MarketMomentField(forms.DateTimeField):
    """Day and time in the browser's own field, taken and shown as Central Prevailing Time."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TO_THE_MINUTE)
    default_validators = [within_range]

    def to_python(self, value: Any) -> Any:
        with timezone.override(MARKET_ZONE):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(MARKET_ZONE):
            return super().prepare_value(value)


class FlightDatesForm(forms.Form):
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day")
    application_deadline = MarketMomentField(label="Applications until", help_text="Central Prevailing Time")
    registration_deadline = MarketMomentField(label="Registration until", help_text="Central Prevailing Time")
    texas_set = forms.CharField(max_length=20, label="Texas SET version")
    source = forms.CharField(max_length=300, label="Source", help_text="Where the dates are published")
    tag = forms.ChoiceField(choices=SourceTag.choices, initial=SourceTag.VERIFIED, label="How sure")

    @classmethod
    def values_of(cls, row: TestFlight) -> dict[str, Any]:
        return {name: getattr(row, name) for name in cls.base_fields}


class FlightForm(FlightDatesForm):
    code = forms.CharField(
        max_length=4,
        label="Flight",
        help_text="Month and year, such as 0625",
        validators=[RegexValidator(rf"^{MMYY.pattern}\Z", "Give month and year in four digits, such as 0625.")],
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    field_order = ["code"]
