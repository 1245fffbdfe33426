"""Forms about who of the staff is responsible for a participant."""

from typing import Any

from django import forms

from accounts.models import User
from participants.choices import AssignmentKind
from participants.forms.base import EndForm, OfParticipantForm, PeriodForm, ReasonField, today
from participants.models import Assignment, Participant
from portal.web.days import DayField


class PersonField(forms.ModelChoiceField):
    """Active account managers and supervisors."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "Choose a person")
        super().__init__(User.objects.who_manage(), to_field_name="ref", **kwargs)

    def label_from_instance(self, person: User) -> str:
        return f"{person.name} – {person.position}"


class AcceptedField(forms.CharField):
    """Why somebody looks after a participant that is marked above the level; asked once that was refused."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Why it is accepted above the level")
        kwargs.setdefault("help_text", "Only where the participant is marked above the level of the person.")
        super().__init__(max_length=300, required=False, **kwargs)


class AssignForm(PeriodForm):
    accepted_because = AcceptedField()
    person = PersonField()
    kind = forms.ChoiceField(choices=AssignmentKind.choices, label="As", initial=AssignmentKind.PRIMARY)
    field_order = ["person", "kind", "starts_on", "ends_on", "accepted_because"]


class ReplaceForm(OfParticipantForm):
    successor = PersonField()
    starts_on = DayField(label="From", initial=today, help_text="The present one ends the day before.")
    reason = ReasonField(required=False)
    accepted_because = AcceptedField()


class EndAssignmentForm(EndForm):
    reason = ReasonField(required=False)


class AssignManyForm(forms.Form):
    """Selected participants, or with `everyone` all that have no account manager."""

    person = PersonField()
    kind = forms.ChoiceField(choices=AssignmentKind.choices, label="As", initial=AssignmentKind.PRIMARY)
    starts_on = DayField(label="From", initial=today)
    accepted_because = AcceptedField()
    everyone = forms.BooleanField(required=False, label="All that have no account manager, not only the ticked ones")
    participants = forms.ModelMultipleChoiceField(
        Participant.objects.none(), to_field_name="ref", required=False, widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["participants"].queryset = Participant.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data["participants"] and not data["everyone"]:
            raise forms.ValidationError("Tick at least one participant.")
        return data


class HandOverForm(forms.Form):
    """All open assignments of one person, or the ticked participants' only."""

    successor = PersonField(label="Hand over to")
    participants = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        to_field_name="ref",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: all of them.",
    )
    accepted_because = AcceptedField()

    def __init__(self, *args: Any, user: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ = Assignment.objects.filter(person=person).not_over(today())
        theirs = Participant.objects.visible_to(user).filter(pk__in=open_.values("participant"))
        self.fields["participants"].queryset = theirs.order_by("name", "id")
        self.fields["successor"].queryset = self.fields["successor"].queryset.exclude(pk=person.pk)
