"""Forms about resources and who represents them."""

from typing import Any

from django import forms

from participants.choices import ResourceType
from participants.forms.base import OfParticipantForm, PeriodForm
from participants.forms.lookups import QseField, qses
from participants.models import Registration, Resource

FIELDS = ("code", "name", "station", "type", "capacity_mw", "registration")


class ResourceForm(OfParticipantForm):
    code = forms.CharField(max_length=40, label="Unit code", help_text="Its name in the market systems.")
    name = forms.CharField(max_length=120, required=False)
    station = forms.CharField(max_length=120, required=False)
    type = forms.ChoiceField(choices=[("", "Choose a type"), *ResourceType.choices])
    capacity_mw = forms.DecimalField(
        max_digits=9, decimal_places=3, min_value=0, required=False, label="Capacity (MW)", help_text="Nameplate."
    )
    registration = forms.ModelChoiceField(
        Registration.objects.none(), required=False, empty_label="None named", help_text="Under which it is registered."
    )

    def narrow(self) -> None:
        rows = Registration.objects.visible_to(self.user).of(self.participant).standing()
        self.fields["registration"].queryset = rows.select_related("role")

    @staticmethod
    def values_of(resource: Resource) -> dict[str, Any]:
        return {name: getattr(resource, name) for name in FIELDS} | {"registration": resource.registration_id}


class RepresentationForm(PeriodForm):
    """Either a resource or a load serving registration is represented, by a QSE named by DUNS or short name."""

    resource = forms.ModelChoiceField(Resource.objects.none(), required=False, empty_label="No resource")
    registration = forms.ModelChoiceField(
        Registration.objects.none(), required=False, label="or a registration", empty_label="No registration"
    )
    representative_registration = QseField(
        label="Represented by the QSE", help_text="DUNS number or short name of its QSE registration."
    )
    field_order = ["resource", "registration", "representative_registration", "starts_on", "ends_on"]

    def narrow(self) -> None:
        resources = Resource.objects.visible_to(self.user).of(self.participant).filter(active=True)
        registrations = Registration.objects.visible_to(self.user).of(self.participant).standing()
        self.fields["resource"].queryset = resources
        self.fields["registration"].queryset = registrations.exclude(role__code="QSE").select_related("role")
        self.fields["representative_registration"].rows = qses(self.user)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and bool(data.get("resource")) == bool(data.get("registration")):
            self.add_error("resource", "Choose either a resource or a registration.")
        return data
