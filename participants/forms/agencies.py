"""The form by which a company lets another act for it."""

from typing import Any

from django import forms

from participants.forms.base import PeriodForm
from participants.forms.lookups import CompanyField, companies


class AgencyForm(PeriodForm):
    """`agent` is offered to staff only: a company must not learn who else is a participant."""

    agent_name = forms.CharField(
        max_length=200, required=False, label="Name of the agent", help_text="The company that acts."
    )
    agent = CompanyField(
        required=False, label="or a participant", help_text="Its DUNS number or name, if the agent is one itself."
    )
    scope = forms.CharField(max_length=200, help_text="What the agent may do, e.g. settlement and registration.")
    field_order = ["agent_name", "agent", "scope", "starts_on", "ends_on"]

    def narrow(self) -> None:
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
