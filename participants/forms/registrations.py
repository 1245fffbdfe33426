"""Forms about registrations."""

from typing import Any

from django import forms

from participants.choices import RegistrationStatus, RoleKind
from participants.forms.base import DunsField, OfParticipantForm, ReasonField
from participants.models import MarketRole, Registration
from portal.web.days import DayField

KEEP, TERMINATE = "keep", "terminate"
PROPOSALS = [
    (TERMINATE, "End the registration: the list is right"),
    (KEEP, "Keep the registration: the list is late or wrong"),
]


class RegistrationDetailsForm(OfParticipantForm):
    duns = DunsField(required=False, help_text="The DUNS number of this registration; empty while prospective.")
    short_name = forms.CharField(max_length=40, required=False)
    agreement_date = DayField(required=False, label="Agreement effective")

    @staticmethod
    def values_of(registration: Registration) -> dict[str, Any]:
        return {name: getattr(registration, name) for name in ("duns", "short_name", "agreement_date")}


class RegistrationForm(RegistrationDetailsForm):
    role = forms.ModelChoiceField(
        MarketRole.objects.filter(kind=RoleKind.REGISTRATION), label="Market role", empty_label="Choose a role"
    )
    successor_of = forms.ModelChoiceField(
        Registration.objects.none(),
        required=False,
        label="Successor of",
        help_text="A terminated registration is not reopened; a new one takes its place.",
    )
    field_order = ["role", "duns", "short_name", "agreement_date", "successor_of"]

    def narrow(self) -> None:
        rows = Registration.objects.visible_to(self.user).of(self.participant)
        ended = rows.filter(status=RegistrationStatus.TERMINATED)
        self.fields["successor_of"].queryset = ended.select_related("role")


class SettleMissingForm(OfParticipantForm):
    terminate = forms.ChoiceField(choices=PROPOSALS, widget=forms.RadioSelect, label="What shall happen?")
    reason = ReasonField()

    def clean_terminate(self) -> bool:
        return self.cleaned_data["terminate"] == TERMINATE
