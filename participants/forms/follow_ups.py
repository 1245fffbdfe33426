"""Forms about follow-ups. When something is due is given as a number of Business Days or as a day."""

from typing import Any, Final

from django import forms

from participants.forms.assignments import PersonField
from participants.forms.base import OfParticipantForm, ReasonField, today
from participants.forms.filters import bare
from participants.models import FollowUp
from participants.rules.follow_up_days import MOST_DAYS
from portal.web.days import DayField

IN_DAYS, ON_DAY, AS_BEFORE = "days", "day", "before"
WHEN: Final = [(IN_DAYS, "In Business Days"), (ON_DAY, "On a day")]
SUGGESTED: Final = 5
VIEWS: Final = {
    "due": "Due now",
    "overdue": "Overdue",
    "today": "Today",
    "upcoming": "Upcoming",
    "waiting": "Waiting",
    "done": "Done",
}
MINE, EVERYBODY = "me", "all"


class TermForm(forms.Form):
    """The choice between a number of days and a day; only the chosen one counts, whatever stands in the other."""

    when = forms.ChoiceField(choices=WHEN, initial=IN_DAYS, label="Due", widget=forms.RadioSelect)
    in_days = forms.IntegerField(min_value=1, max_value=MOST_DAYS, initial=SUGGESTED, label="Business Days from today")
    due_on = DayField(initial=today, label="Day")
    chosen: Final = {IN_DAYS: "in_days", ON_DAY: "due_on"}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        when = data.pop("when", None)
        for key, name in self.chosen.items():
            if key != when:
                # What was not chosen may hold anything.
                data[name] = None
                self.errors.pop(name, None)
        return data


class ResponsibleField(PersonField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Responsible")
        super().__init__(**kwargs)


class FollowUpForm(TermForm, OfParticipantForm):
    title = forms.CharField(max_length=160, label="What is to be done")
    note = forms.CharField(
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Only the staff reads it."
    )
    responsible = ResponsibleField(required=False, empty_label="The account manager")
    field_order = ["title", "note", "responsible", "when", "in_days", "due_on"]


class FollowUpDetailsForm(OfParticipantForm):
    title = forms.CharField(max_length=160, label="What is to be done")
    note = forms.CharField(
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="Only the staff reads it."
    )

    @staticmethod
    def values_of(row: FollowUp) -> dict[str, Any]:
        return {"title": row.title, "note": row.note}


class PostponeForm(TermForm, OfParticipantForm):
    reason = ReasonField()
    field_order = ["when", "in_days", "due_on", "reason"]


class WaitForm(OfParticipantForm):
    waiting_for = forms.CharField(max_length=200, label="What the participant has to do first")


class ResumeForm(TermForm, OfParticipantForm):
    """Without a choice the date follows from the days that were left."""

    when = forms.ChoiceField(
        choices=[(AS_BEFORE, "As before, without the days it waited"), *WHEN],
        initial=AS_BEFORE,
        label="Due",
        widget=forms.RadioSelect,
    )


class FinishForm(OfParticipantForm):
    outcome = forms.CharField(
        max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}), label="What came of it"
    )


class HandOverFollowUpForm(OfParticipantForm):
    responsible = ResponsibleField(label="Hand over to")
    reason = ReasonField(required=False)

    def narrow(self) -> None:
        people = self.fields["responsible"]
        people.queryset = people.queryset.exclude(pk=self.row.responsible_id)


class FollowUpFilter(forms.Form):
    """What the list can be narrowed by. Whose: one's own by default for whoever has some, else everybody's."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    responsible = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Whose")))

    def __init__(self, data: Any, *, people: list[tuple[str, str]], default: str) -> None:
        given = {name: data.get(name, "") for name in self.base_fields}
        super().__init__(given | {"responsible": given["responsible"] or default})
        self.fields["responsible"].choices = [(MINE, "Mine"), (EVERYBODY, "Everybody's"), *people]

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))
