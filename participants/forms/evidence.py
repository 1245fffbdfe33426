"""Sending evidence for an item: files, the fields the item asks for, and a remark."""

from typing import Any, Final

from django import forms

from participants.choices import AskKind
from participants.forms.base import OfParticipantForm
from participants.requirements import item_of
from participants.rules.requirements.asks import LONGEST, Ask, BadValue
from portal.documents.forms import DocumentsField

PREFIX: Final = "value_"
LONGEST_REMARK: Final = 4000
YES_OR_NO: Final = [("", "Choose…"), ("yes", "Yes"), ("no", "No")]


class AskField(forms.CharField):
    """One structured field; judged by the same rule that the action asks."""

    def __init__(self, ask: Ask, **kwargs: Any) -> None:
        super().__init__(label=ask.label, required=ask.required, max_length=LONGEST, widget=_widget(ask.kind), **kwargs)
        self.ask = ask
        if ask.kind == AskKind.DUNS:
            self.help_text = "9 digits, or 9 and 4"

    def clean(self, value: Any) -> str:
        try:
            return self.ask.clean(super().clean(value))
        except BadValue as fault:
            raise forms.ValidationError(fault.reason.removeprefix(f"{self.ask.label}: ").capitalize()) from fault


class EvidenceForm(OfParticipantForm):
    """`row` is the item; what it asks for stands between the files and the remark."""

    documents = DocumentsField(label="Files", required=False)
    remark = forms.CharField(
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Anything the reviewers should know.",
    )

    def narrow(self) -> None:
        self.asks = item_of(self.row.requirement).asks
        for ask in self.asks:
            self.fields[PREFIX + ask.name] = AskField(ask, initial=self.row.values.get(ask.name, ""))
        self.order_fields(["documents", *(PREFIX + ask.name for ask in self.asks), "remark"])

    def clean(self) -> dict[str, Any]:
        """As the action takes it: the fields under their own names, together."""
        data = super().clean()
        values = {ask.name: data.pop(PREFIX + ask.name, "") for ask in self.asks}
        return data | {"values": values}


def _widget(kind: str) -> forms.Widget:
    match kind:
        case AskKind.DATE:
            return forms.DateInput(attrs={"type": "date"})
        case AskKind.NUMBER:
            return forms.TextInput(attrs={"inputmode": "decimal"})
        case AskKind.DUNS:
            return forms.TextInput(attrs={"inputmode": "numeric"})
        case AskKind.YES:
            return forms.Select(choices=YES_OR_NO)
    return forms.TextInput()
