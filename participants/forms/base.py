"""What the forms about one participant share: who asks, about whom, and days as the browser's own date field."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from participants.rules import duns
from portal.scoping.today import market_day
from portal.web.days import DayField


def today() -> date:
    """The market's day, as the first suggestion of a "from" field."""
    return market_day(timezone.now())


class DunsField(forms.CharField):
    """Text, never a number: leading zeros count. Spaces and hyphens are forgiven."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "DUNS")
        kwargs.setdefault("help_text", "9 digits, or 9 and 4")
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs.setdefault("inputmode", "numeric")

    def clean(self, value: Any) -> str:
        raw = super().clean(value)
        if not raw:
            return ""
        try:
            return duns.validate(raw)
        except duns.InvalidDuns as fault:
            raise forms.ValidationError(fault.reason) from fault


class ReasonField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Reason")
        super().__init__(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class OfParticipantForm(forms.Form):
    """`user` narrows what the choices offer; `participant` is whom the form is about."""

    def __init__(self, *args: Any, user: Any, participant: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.participant = participant
        self.row = row
        self.narrow()

    def narrow(self) -> None:
        """Limit relational fields to rows the person may see; called once, after the fields exist."""


class PeriodForm(OfParticipantForm):
    """From a first to a last day, both included."""

    starts_on = DayField(label="From", initial=today)
    ends_on = DayField(label="Until", required=False, help_text="The last day. Empty: until further notice.")
    field_order: list[str] | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day is before the first one.")
        return data


class EndForm(OfParticipantForm):
    """The last day on which something holds."""

    ends_on = DayField(label="Last day", initial=today)


class ReasonForm(OfParticipantForm):
    reason = ReasonField()


class OptionalReasonForm(OfParticipantForm):
    reason = ReasonField(required=False)
