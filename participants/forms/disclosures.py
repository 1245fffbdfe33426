"""Forms of the register of disclosures."""

from typing import Any

from django import forms

from participants.choices.disclosures import Requester
from participants.forms.base import OfParticipantForm, ReasonField, today
from participants.models import Participant
from portal.web.days import DayField


class DisclosureForm(forms.Form):
    requester_kind = forms.ChoiceField(label="Kind of requester", choices=Requester.choices)
    requester = forms.CharField(label="Who asks", max_length=200)
    authority = forms.CharField(
        label="Legal basis", max_length=300, help_text="By what right, with its section. The owners read it."
    )
    asked_on = DayField(label="Asked on", initial=today)
    note = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), help_text="Only the staff reads it."
    )


class OwnerForm(forms.Form):
    """`participant` is the public name or DUNS of one that the person may see."""

    participant = forms.CharField(label="Owner", max_length=200, help_text="Reference, DUNS or whole name.")
    what = forms.CharField(
        label="What of this owner",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Files, issues, days: exactly what is asked for. The owner reads it, and no other owner does.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_participant(self) -> Participant:
        words = self.cleaned_data["participant"].strip()
        rows = Participant.objects.visible_to(self.user).filter(joined_into=None)
        for named in ({"ref": words}, {"duns": words}, {"name__iexact": words}):
            found = list(rows.filter(**named)[:2])
            if len(found) == 1:
                return found[0]
        raise forms.ValidationError("There is no participant of that reference, DUNS or name.")


class ItemsForm(forms.Form):
    refs = forms.CharField(
        max_length=2000, error_messages={"required": "Name at least one file or entry by its reference."}
    )

    def clean_refs(self) -> list[str]:
        return self.cleaned_data["refs"].replace(",", " ").split()


class SectionForm(forms.Form):
    section = forms.CharField(max_length=200, error_messages={"required": "Name the section that forbids the notice."})


class DecideForm(forms.Form):
    disclose = forms.TypedChoiceField(choices=[("yes", "Disclose"), ("no", "Do not")], coerce=lambda one: one == "yes")
    reason = forms.CharField(max_length=4000, error_messages={"required": "Say why."})


class DisclosedForm(forms.Form):
    disclosed_on = DayField()


class WhyForm(forms.Form):
    reason = forms.CharField(max_length=4000, error_messages={"required": "Say why."})


class ObjectForm(OfParticipantForm):
    objection = ReasonField(label="Why do you object")
