"""Forms about relationship health: a mark set by hand, weights and numbers, and what a list is narrowed to."""

from typing import Any, Final

from django import forms

from accounts.models import User
from participants.choices.health import HealthMark, HealthRowKind
from participants.forms.base import OfParticipantForm, ReasonField
from participants.forms.filters import bare
from participants.forms.follow_ups import IN_DAYS, ON_DAY, TermForm
from participants.models import HealthMeasure
from participants.rules.health_terms import MOST_WEIGHT
from participants.scorecard import terms_of

TERM: Final = "term_"
MARKS: Final = [("", "Any mark"), *HealthMark.choices, ("none", "Not judged")]


class OverrideForm(TermForm, OfParticipantForm):
    """The last day is given as in every form about Business Days."""

    mark = forms.ChoiceField(choices=HealthMark.choices, label="Mark", widget=forms.RadioSelect)
    comment = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What the measures cannot know. Only the staff reads it.",
    )
    field_order = ["mark", "comment", "when", "in_days", "due_on"]

    def narrow(self) -> None:
        self.fields["when"].label = "Holds"
        self.fields["when"].choices = [(IN_DAYS, "For some Business Days"), (ON_DAY, "Until a day")]
        self.fields["due_on"].label = "Last day"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["expires_on"] = data.pop("due_on", None)
        return data


class MeasureForm(forms.Form):
    """The weight of a measure and its numbers; a row of numbers alone weighs nothing."""

    def __init__(self, *args: Any, measure: HealthMeasure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        if measure.kind == HealthRowKind.MEASURE:
            self.fields["weight"] = forms.IntegerField(
                min_value=0,
                max_value=MOST_WEIGHT,
                initial=measure.weight,
                help_text="Against the weights of the others. 0 takes it out.",
            )
        for name, term in terms_of(measure).items():
            self.fields[f"{TERM}{name}"] = forms.IntegerField(
                min_value=term.low,
                max_value=term.high,
                initial=measure.terms.get(name),
                label=term.label,
                help_text=term.help,
            )
        self.fields["reason"] = ReasonField(label="Why")

    def wanted(self) -> dict[str, Any]:
        """What the action takes of it, without the reason."""
        data = self.cleaned_data
        terms = {name.removeprefix(TERM): value for name, value in data.items() if name.startswith(TERM)}
        return {"weight": data.get("weight"), "terms": terms}


class HealthFilter(forms.Form):
    mark = forms.ChoiceField(choices=MARKS, required=False, widget=forms.Select(attrs=bare("Mark")))
    manager = forms.ModelChoiceField(
        User.objects.who_manage(),
        to_field_name="ref",
        required=False,
        empty_label="Any account manager",
        widget=forms.Select(attrs=bare("Account manager")),
    )

    def __init__(self, data: Any) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
