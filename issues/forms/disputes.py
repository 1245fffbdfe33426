"""Forms about disputes and ADR. Intervals are the market's wall clock."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms

from issues.choices import AdrOutcome, ClaimPaid, DisputeResolution, MarketType, SettlementRun
from issues.models import AdrCase, Dispute
from issues.rules.adr_limits import EXHAUSTED, OUTCOME
from issues.rules.dispute_elements import OFTEN_MISSING, read_days, write_out
from participants.forms.base import ReasonField, today
from participants.forms.flights import MarketMomentField
from portal.documents.forms import DocumentsField
from portal.lifecycle.refusals import Refused
from portal.web.days import DayField

NOT_YET: Final = [("", "Choose")]
REST: Final = (
    "organization",
    "contact_person",
    "contact_data",
    "statement_type",
    "market_type",
    "dispute_type",
    "long_text",
)
DETAILS: Final = (
    "days",
    "sub_type",
    "charge_type",
    "short_text",
    "interval_start",
    "interval_end",
    "confidentiality_expired",
    "files",
)


class AmountField(forms.DecimalField):
    """Dollars to the cent."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_digits=14, decimal_places=2, min_value=0, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip().removeprefix("$").replace(",", "")
        return super().to_python(value)


class DisputeForm(forms.Form):
    """The elements, those most often missing first. Nothing is required here: what is missing is told on the page."""

    operating_day = DayField(required=False, label="Operating day")
    statement_id = forms.CharField(max_length=60, required=False, label="Statement ID")
    time_period = forms.CharField(
        max_length=120, required=False, label="Time period", help_text="For instance HE 17 to HE 19"
    )
    amount = AmountField(
        required=False, label="Disputed amount", help_text="In dollars. Over several days it is what these add up to."
    )
    organization = forms.CharField(max_length=200, required=False, label="Disputing organization")
    contact_person = forms.CharField(max_length=120, required=False, label="Contact person")
    contact_data = forms.CharField(max_length=300, required=False, label="Phone and e-mail")
    statement_type = forms.ChoiceField(choices=NOT_YET + SettlementRun.choices, required=False, label="Statement type")
    market_type = forms.ChoiceField(choices=NOT_YET + MarketType.choices, required=False, label="Market or service")
    dispute_type = forms.CharField(max_length=80, required=False, label="Dispute type")
    long_text = forms.CharField(
        max_length=20_000, required=False, label="Reason", widget=forms.Textarea(attrs={"rows": 5})
    )
    days = forms.CharField(
        max_length=2_000,
        required=False,
        label="Several operating days",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One line for each, at most 31: the day and its amount, such as 2026-03-03 120.50.",
    )
    sub_type = forms.CharField(max_length=80, required=False, label="Dispute sub-type")
    charge_type = forms.CharField(max_length=80, required=False, label="Charge type", help_text="As on the statement")
    short_text = forms.CharField(max_length=200, required=False, label="Short description")
    interval_start = MarketMomentField(required=False, label="Start interval", help_text="Central Prevailing Time")
    interval_end = MarketMomentField(required=False, label="End interval", help_text="Central Prevailing Time")
    confidentiality_expired = forms.BooleanField(required=False, label="Expiration of confidentiality")
    files = DocumentsField(required=False, label="Attachments")

    def clean_days(self) -> dict[date, Decimal]:
        try:
            return read_days(self.cleaned_data["days"])
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from refusal

    def clean(self) -> dict[str, Any]:
        """Where there are several days, the amount follows from them."""
        data = super().clean()
        if data.get("days") and "amount" in self.fields and "amount" not in self.changed_data:
            data["amount"] = None
        return data

    @property
    def groups(self) -> list[tuple[str, str, list[Any]]]:
        """Title, note and fields, in the order in which they are asked."""
        return [
            ("Most often missing", "Without these four the operator returns a dispute.", self._of(OFTEN_MISSING)),
            ("The other elements", "Eleven in all.", self._of(REST)),
            ("Details", "Where they apply.", self._of(DETAILS)),
        ]

    def _of(self, names: tuple[str, ...]) -> list[Any]:
        return [self[name] for name in names if name in self.fields]

    @classmethod
    def values_of(cls, row: Dispute) -> dict[str, Any]:
        values = {name: getattr(row, name) for name in cls.base_fields if name not in ("days", "files")}
        return values | {"days": write_out({one.operating_day: one.amount for one in row.days.all()})}


class FilesForm(forms.Form):
    files = DocumentsField(label="Attachments")


class NumberForm(forms.Form):
    number = forms.CharField(max_length=60, label="Operator's number", help_text="As the dispute system assigned it")
    filed_on = DayField(initial=today, label="Filed on")
    due_on = DayField(required=False, label="Due", help_text="Where the dispute system names a day")


class PlanForm(forms.Form):
    due_on = DayField(required=False, label="Due")
    planned_on = DayField(required=False, label="Planned resolution")


class CloseForm(forms.Form):
    resolution = forms.ChoiceField(choices=DisputeResolution.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        max_length=20_000,
        label="Reasons",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The participant reads this. Leave out what is protected of others.",
    )
    resolved_on = DayField(initial=today, label="Resolution date")
    resolution_amount = AmountField(required=False, label="Resolution amount")
    awarded_amount = AmountField(required=False, label="Awarded amount")


class WhyForm(forms.Form):
    reason = ReasonField()


class NothingForm(forms.Form):
    """A button."""


class AdrStepForm(forms.Form):
    code = forms.ChoiceField(label="Step")
    done_on = DayField(initial=today, label="Done on")
    number = forms.CharField(max_length=60, required=False, label="Operator's number")
    note = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, case: AdrCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = case.steps.filter(done_on=None).exclude(code__in=[EXHAUSTED, OUTCOME])
        self.fields["code"].choices = [(step.code, f"{step.code} {step.name}") for step in left]


class AdrRequestForm(forms.Form):
    done_on = DayField(initial=today, label="Requested on")
    number = forms.CharField(max_length=60, required=False, label="Operator's number")


class AdrEndForm(forms.Form):
    outcome = forms.ChoiceField(choices=AdrOutcome.choices)
    text = forms.CharField(max_length=20_000, label="What came of it", widget=forms.Textarea(attrs={"rows": 4}))
    ended_on = DayField(initial=today, label="Notified on")
    awarded_amount = AmountField(required=False, label="Awarded amount")
    paid_by = forms.ChoiceField(
        choices=[("", "Nothing to settle"), *ClaimPaid.choices], required=False, label="Settled by"
    )
