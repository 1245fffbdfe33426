"""Entering people into a session, and deciding about those who asked."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from participants.forms.base import ReasonField
from participants.forms.lookups import CompanyField, companies
from participants.models import Contact
from training.models import CourseSession, Enrollment


class NothingForm(forms.Form):
    """Only a button."""


class ToldReasonForm(forms.Form):
    reason = ReasonField(help_text="The participant reads it.")


class OptionalReasonForm(forms.Form):
    reason = ReasonField(required=False, help_text="The participant reads it.")


class ChooseCompanyForm(forms.Form):
    company = CompanyField(label="Participant", help_text="DUNS number, reference or name.")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].rows = companies(user)


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, contact: Contact) -> str:
        return " · ".join(filter(None, [contact.name, contact.title]))


class PeopleForm(forms.Form):
    """People of one participant; whoever is in the session already is not offered."""

    contacts = PeopleField(
        Contact.objects.none(), to_field_name="ref", label="People", widget=forms.CheckboxSelectMultiple
    )
    together = forms.BooleanField(
        required=False,
        label="Only together",
        help_text="They get seats all at once or not at all. Otherwise each takes a seat as it comes.",
    )

    def __init__(self, *args: Any, people: QuerySet[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = people

    def clean_contacts(self) -> list[Contact]:
        return list(self.cleaned_data["contacts"])


class StaffPeopleForm(PeopleForm):
    reason = ReasonField(
        required=False,
        help_text="Needed to enter somebody after enrollment has closed, or whose company is not in the audience. "
        "The participant reads it.",
    )


def who_can_be_entered(people: QuerySet[Contact], session: CourseSession) -> QuerySet[Contact]:
    """Active people who are not in the session, nor wait for it."""
    there = Enrollment.objects.live().filter(session=session)
    return people.active().exclude(pk__in=there.values("contact")).order_by("name", "id")
