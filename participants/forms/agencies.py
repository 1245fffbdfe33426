"""The form by which a company lets another act for it."""

from typing import Any

from django import forms

from participants.choices import AccessArea
from participants.forms.base import PeriodForm
from participants.forms.lookups import CompanyField, companies
from participants.models import Registration

NO_PLAN = [choice for choice in AccessArea.choices if choice[0] != AccessArea.PLAN]


class AgencyForm(PeriodForm):
    """`agent` is offered to staff only: a company must not learn who else is a participant."""

    agent_name = forms.CharField(
        max_length=200, required=False, label="Name of the agent", help_text="The company that acts."
    )
    agent = CompanyField(
        required=False, label="or a participant", help_text="Its DUNS number or name, if the agent is one itself."
    )
    scope = forms.CharField(max_length=200, help_text="What the agent may do, e.g. settlement and registration.")
    registrations = forms.ModelMultipleChoiceField(
        Registration.objects.none(),
        required=False,
        label="Registrations",
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick some to open no others to the agent. None ticked: the whole company.",
    )
    areas = forms.MultipleChoiceField(
        choices=NO_PLAN,
        required=False,
        label="Areas",
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick some to open no others to the agent. None ticked: every area; the account plan stays yours.",
    )
    field_order = ["agent_name", "agent", "scope", "registrations", "areas", "starts_on", "ends_on"]

    def narrow(self) -> None:
        rows = Registration.objects.visible_to(self.user).of(self.participant).standing()
        self.fields["registrations"].queryset = rows.select_related("role")
        if self.user.is_staff:
            self.fields["agent"].rows = companies(self.user).exclude(pk=self.participant.pk)
            return
        del self.fields["agent"]
        self.fields["agent_name"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        agent = data.get("agent")
        if agent and not data.get("agent_name"):
            data["agent_name"] = agent.name
        if not self.errors and not data.get("agent_name"):
            self.add_error("agent_name", "Name the company that acts.")
        return data
