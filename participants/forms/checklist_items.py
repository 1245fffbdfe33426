"""Forms about one item of a checklist; the fields of its evidence are those the requirement asks for."""

from typing import Any, Final

from django import forms

from participants.choices import AskKind, WaiverWish
from participants.forms.base import DunsField, OfParticipantForm, ReasonField
from participants.requirements import item_of
from participants.rules.requirements import Ask
from participants.rules.requirements.asks import BadValue
from portal.documents.forms import DocumentsField
from portal.web.days import DayField

LONGEST: Final = 4000
THEY_READ: Final = "The participant reads it."
STAFF_ONLY: Final = "Only the staff reads it."
YES_OR_NO: Final = [("", "Not said"), ("yes", "Yes"), ("no", "No")]
PREFIX: Final = "ask_"


def text_area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def field_of(ask: Ask) -> forms.Field:
    """The control of one structured field."""
    given: dict[str, Any] = {"label": ask.label, "required": ask.required}
    match ask.kind:
        case AskKind.DATE:
            return DayField(**given)
        case AskKind.DUNS:
            return DunsField(**given)
        case AskKind.NUMBER:
            return forms.DecimalField(**given)
        case AskKind.YES:
            return forms.ChoiceField(choices=YES_OR_NO, **given)
    return forms.CharField(max_length=300, **given)


class EvidenceForm(OfParticipantForm):
    """Files, the fields asked for, a remark: one of them at least."""

    remark = forms.CharField(max_length=LONGEST, required=False, widget=text_area(), help_text=THEY_READ)
    documents = DocumentsField(required=False, label="Files")

    def narrow(self) -> None:
        self.asks = item_of(self.row.requirement).asks
        for ask in self.asks:
            self.fields[PREFIX + ask.name] = field_of(ask)
            self.fields[PREFIX + ask.name].initial = self.row.values.get(ask.name, "")
        self.order_fields([*(PREFIX + ask.name for ask in self.asks), "documents", "remark"])

    def clean(self) -> dict[str, Any]:
        """`values` by name, each as it is kept; what does not fit stands beside its field."""
        data = super().clean()
        values = {}
        for ask in self.asks:
            raw = data.pop(PREFIX + ask.name, None)
            if PREFIX + ask.name in self.errors:
                continue
            try:
                values[ask.name] = ask.clean(raw)
            except BadValue as error:
                self.add_error(PREFIX + ask.name, error.reason)
        return data | {"values": values}


class SendForm(EvidenceForm):
    """The same in the hands of the participant's users."""

    remark = forms.CharField(
        max_length=LONGEST, required=False, widget=text_area(), help_text="Anything the reviewers should know."
    )


class AskForm(OfParticipantForm):
    note = forms.CharField(
        max_length=1000, required=False, widget=text_area(), label="What is wanted", help_text=THEY_READ
    )


class ReturnForm(OfParticipantForm):
    comment = forms.CharField(max_length=LONGEST, widget=text_area(5), label="What is missing", help_text=THEY_READ)


class AcceptForm(OfParticipantForm):
    expires_on = DayField(
        required=False, label="Counts until", help_text="The last day on which this evidence counts. Empty: for good."
    )
    comment = forms.CharField(max_length=LONGEST, required=False, widget=text_area(), help_text=THEY_READ)


class TheyReadReasonForm(OfParticipantForm):
    reason = ReasonField(help_text=THEY_READ)


class AskWaiverForm(OfParticipantForm):
    wanted = forms.ChoiceField(choices=WaiverWish, initial=WaiverWish.WAIVED, widget=forms.RadioSelect, label="Becomes")
    reason = forms.CharField(max_length=LONGEST, widget=text_area(), help_text=f"A second person decides. {STAFF_ONLY}")


class GrantWaiverForm(OfParticipantForm):
    decision = forms.CharField(
        max_length=LONGEST, required=False, widget=text_area(), label="Reason of the decision", help_text=STAFF_ONLY
    )


class DeclineWaiverForm(OfParticipantForm):
    decision = forms.CharField(
        max_length=LONGEST, widget=text_area(), label="Reason of the decision", help_text=STAFF_ONLY
    )


class NoteForm(OfParticipantForm):
    text = forms.CharField(max_length=LONGEST, widget=text_area(), label="Note for the staff", help_text=STAFF_ONLY)
