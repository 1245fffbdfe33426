"""Forms about obligations, and what their lists can be narrowed by."""

from typing import Any, Final

from django import forms

from participants.forms.base import OfParticipantForm, ReasonField, today
from participants.forms.filters import bare
from participants.models import ObligationType
from participants.obligation_lists import EVERYBODY, MINE, NOBODY, WITHIN
from participants.rules.obligation_periods import TOGETHER, longest_until
from portal.documents.forms import DocumentField, DocumentsField
from portal.web.days import DayField
from portal.web.words import short_day

LONGEST: Final = 4000
FURTHEST: Final = 366
VIEWS: Final = {
    "overdue": "Overdue",
    "soon": "Due in {} days",
    "review": "To review",
    "extension": "Extension asked",
    "all": "All",
}
BOARD_VIEWS: Final = {
    "missing": "Missing",
    "review": "To review",
    "accepted": "Accepted",
    "excused": "Excused or canceled",
    "all": "All",
}


class Words(forms.CharField):
    """Several lines of text."""

    def __init__(self, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class NumberField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Confirmation number")
        super().__init__(max_length=80, **kwargs)


class NothingForm(OfParticipantForm):
    """Only a button."""


class FilingForm(OfParticipantForm):
    """What shows that an obligation was met; which of it is needed the catalog says."""

    uploads = DocumentsField(required=False, label="Documents")
    confirmation_number = NumberField(required=False)
    remark = Words(required=False, label="Remark")

    def narrow(self) -> None:
        where = self.row.type.filed_in
        self.fields["confirmation_number"].help_text = f"Of {where}." if where else "Where another system gave one."


class ConfirmationForm(OfParticipantForm):
    confirmation_number = NumberField()

    def narrow(self) -> None:
        self.fields["confirmation_number"].help_text = f"As {self.row.type.filed_in} gave it."


class AcceptForm(OfParticipantForm):
    comment = Words(required=False, label="Comment for the participant", help_text="The participant reads it.")


class ReturnForm(OfParticipantForm):
    comment = Words(label="What is to be corrected", help_text="The participant reads it.")


class ExcuseForm(OfParticipantForm):
    reason = ReasonField(help_text="The participant reads it.")
    onward = forms.BooleanField(required=False, label="Do not ask for later periods either, until this is lifted")


class ToldReasonForm(OfParticipantForm):
    reason = ReasonField(help_text="The participant reads it.")


class ExtensionForm(OfParticipantForm):
    until = DayField(label="Until")
    plan = Words(rows=5, label="Plan", help_text="What will be done, and by when.")
    plan_upload = DocumentField(required=False, label="Plan as a file")

    def narrow(self) -> None:
        months = self.row.type.extension_months
        if months is None:
            return
        latest = longest_until(self.row.by_rule, months)
        self.fields["until"].help_text = f"At most {months} months, until {short_day(latest)}."
        self.fields["until"].widget.attrs |= {
            "min": max(self.row.due_on, today()).isoformat(),
            "max": latest.isoformat(),
        }


class ObligationNoteForm(OfParticipantForm):
    text = Words(label="Note", help_text="Only the staff reads it.")


class CampaignForm(forms.Form):
    type = forms.ModelChoiceField(
        ObligationType.objects.none(), to_field_name="code", label="Obligation", empty_label="Choose one"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].queryset = ObligationType.objects.filter(schedule__kind__in=sorted(TOGETHER))


def whole_number(text: str, otherwise: int) -> int:
    """A number of days from an address, from 1 to a year."""
    sound = text.isascii() and text.isdigit() and len(text) <= len(str(FURTHEST))
    return min(max(int(text), 1), FURTHEST) if sound else otherwise


class ObligationFilter(forms.Form):
    """What lists and the calendar can be narrowed by; all of it stands in the address."""

    view = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    type = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Obligation")))
    responsible = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Whose participants")))
    department = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Reviewing department")))
    participant = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    day = DayField(required=False, widget=forms.HiddenInput)
    within = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        types: list[tuple[str, str]],
        people: list[tuple[str, str]],
        departments: list[tuple[str, str]],
        defaults: dict[str, str],
        views: dict[str, str] = VIEWS,
    ) -> None:
        super().__init__({name: data.get(name, "") or defaults.get(name, "") for name in self.base_fields})
        self.views = views
        self.fields["type"].choices = [("", "Any obligation"), *types]
        whose = [(EVERYBODY, "Everybody's"), (MINE, "Mine"), (NOBODY, "Without account manager"), *people]
        self.fields["responsible"].choices = whose
        self.fields["department"].choices = [("", "Any department"), *departments]

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in self.views else next(iter(self.views))

    @property
    def within_days(self) -> int:
        return whole_number(self.data.get("within") or "", WITHIN)
