"""Forms about contacts and the regulated roles they hold."""

from typing import Any

from django import forms

from participants.choices import SIGNING, ContactRoleKind
from participants.forms.base import OfParticipantForm, PeriodForm
from participants.models import Contact, Registration


class ContactForm(OfParticipantForm):
    name = forms.CharField(max_length=120)
    title = forms.CharField(max_length=120, required=False, label="Job title")
    email = forms.EmailField(required=False, label="E-mail")
    phone = forms.CharField(max_length=40, required=False, widget=forms.TextInput(attrs={"type": "tel"}))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data.get("email") and not data.get("phone"):
            self.add_error("email", "Give an e-mail address or a phone number, so that the contact can be reached.")
        return data

    @staticmethod
    def values_of(contact: Contact) -> dict[str, Any]:
        return {name: getattr(contact, name) for name in ("name", "title", "email", "phone")}


class RoleForm(PeriodForm):
    kind = forms.ChoiceField(choices=[("", "Choose a role"), *ContactRoleKind.choices], label="Role")
    registration = forms.ModelChoiceField(
        Registration.objects.none(),
        required=False,
        label="For",
        empty_label="The whole company",
        help_text="A role may be held for one registration only.",
    )
    field_order = ["kind", "registration", "starts_on", "ends_on"]

    def narrow(self) -> None:
        if not self.user.is_staff:
            kinds = self.fields["kind"]
            kinds.choices = [one for one in kinds.choices if one[0] not in SIGNING]
            kinds.help_text = "Who may sign for the company passes by a change instead."
        rows = Registration.objects.visible_to(self.user).of(self.participant).standing()
        self.fields["registration"].queryset = rows.select_related("role")
