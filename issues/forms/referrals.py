"""Forms about questions to departments."""

from typing import Any, Final

from django import forms

from accounts.models import Department
from issues.forms.guiding import GuidanceField, Guided
from issues.models import Issue, Referral
from participants.forms.base import ReasonField
from participants.forms.filters import bare
from portal.documents.forms import DocumentsField
from portal.web.days import DayField

LONGEST: Final = 20_000
VIEWS: Final = {
    "open": "With departments",
    "late": "Late",
    "handed_back": "Handed back",
    "answered": "To release",
    "ended": "Ended",
    "all": "All",
}


def words(rows: int = 5, **kwargs: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class OfRow(forms.Form):
    """`row` is what the form is about."""

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row


class AskForm(OfRow):
    """What a department is asked, of the issue in `row`; `instead_of` is a question that was handed back."""

    department = forms.ModelChoiceField(Department.objects.none(), empty_label="Choose a department")
    title = forms.CharField(max_length=160, label="Subject")
    question = words(help_text="The department reads this and what follows, never the issue.")
    needed = words(3, required=False, label="Facts the department needs")
    goal = forms.CharField(
        max_length=300, label="Agreed goal", help_text="How one knows that the question is answered."
    )
    name_needed = forms.BooleanField(
        required=False,
        label="The department needs to know whose matter it is",
        help_text="Otherwise it reads “a participant”, and no text may name it.",
    )
    due_on = DayField(
        required=False, label="Answer due", help_text="Empty: after the time the department has for an answer."
    )
    files = DocumentsField(required=False, label="Files for the department")

    def __init__(self, *args: Any, row: Issue, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["department"].queryset = Department.objects.filter(active=True, outside=False)


class TextForm(OfRow):
    text = words(label="Text")
    files = DocumentsField(required=False)


class AskAgainForm(TextForm):
    text = words(label="What the department asked for, or what the answer lacks")
    due_on = DayField(
        required=False, label="Answer due", help_text="Empty: as before, or anew after an answer was given."
    )
    field_order = ["text", "due_on", "files"]


class ReleaseForm(Guided, OfRow):
    text = words(10, label="Answer to the participant")
    wait = forms.BooleanField(required=False, label="Then it is the participant's turn")
    files = DocumentsField(
        required=False, help_text="Files of the department are not passed on; attach what the participant may have."
    )
    # Asked for by the release check, where the text names another company.
    override_reason = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    guidance = GuidanceField()


class WithdrawForm(OfRow):
    reason = ReasonField()


class DeskCallForm(OfRow):
    department = forms.ModelChoiceField(Department.objects.none(), label="Desk of")
    called_at = forms.SplitDateTimeField(
        label="Called",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Day of the call"},
            time_attrs={"type": "time", "aria-label": "Time of the call"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
    )
    spoke_with = forms.CharField(max_length=120, label="Spoke with")
    text = words(4, label="What was said")

    def __init__(self, *args: Any, row: Issue, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["department"].queryset = Department.objects.filter(active=True, outside=False)


class ReferralFilter(forms.Form):
    """What the list can be narrowed by; the period is that in which was asked."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    department = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Department")))
    whose = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Whose")))
    since = DayField(required=False, label="Asked from")
    until = DayField(required=False, label="until")
    breached = forms.BooleanField(required=False, label="Answered late or overdue")

    def __init__(self, data: Any, *, departments: list[tuple[str, str]], whose: list[tuple[str, str]]) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.fields["department"].choices = [("", "All departments"), *departments]
        self.fields["whose"].choices = whose

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))


class PeriodForm(forms.Form):
    """The days in which was asked, both included."""

    since = DayField(label="Asked from")
    until = DayField(label="until")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        first, last = data.get("since"), data.get("until")
        if first and last and last < first:
            self.add_error("until", "The last day is before the first one.")
        return data


def asked_of(row: Referral) -> dict[str, Any]:
    """The words of a question that is asked of another department."""
    return {
        "title": row.title,
        "question": row.question,
        "needed": row.needed,
        "goal": row.goal,
        "name_needed": row.name_needed,
    }
