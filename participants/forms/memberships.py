"""Forms about who may sign in for a participant."""

from typing import Any

from django import forms
from django.utils import timezone

from participants.choices import AccessArea, MembershipKind, Sight
from participants.forms.agencies import NO_PLAN
from participants.forms.base import OfParticipantForm
from participants.models import Agency, Membership, Registration
from portal.scoping.today import market_day
from portal.web.days import DayField

NOT_AGENT = [choice for choice in MembershipKind.choices if choice[0] != MembershipKind.AGENT]
NARROW_HELP = "Tick some to narrow access to them. None ticked: the whole company."


class AccessForm(OfParticipantForm):
    """Quality and extent of access."""

    kind = forms.ChoiceField(choices=MembershipKind.choices, label="Access as", initial=MembershipKind.MEMBER)
    registrations = forms.ModelMultipleChoiceField(
        Registration.objects.none(),
        required=False,
        label="Registrations",
        widget=forms.CheckboxSelectMultiple,
        help_text=NARROW_HELP,
    )
    sight = forms.ChoiceField(
        choices=Sight.choices,
        required=False,
        label="Issues",
        initial=Sight.OWN,
        help_text="Whose issues the person sees. Organization administrators see all of them.",
    )
    areas = forms.MultipleChoiceField(
        choices=AccessArea.choices,
        required=False,
        label="Areas",
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick some to limit access to them. None ticked: every area.",
    )
    ends_on = DayField(label="Until", required=False, help_text="The last day. Empty: until further notice.")

    def narrow(self) -> None:
        rows = Registration.objects.visible_to(self.user).of(self.participant).standing()
        self.fields["registrations"].queryset = rows.select_related("role")

    def clean_sight(self) -> str:
        """What is not said stays as it is."""
        return self.cleaned_data["sight"] or getattr(self.row, "sight", Sight.OWN)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == MembershipKind.ADMIN and data.get("areas"):
            self.add_error("areas", "An organization administrator looks after every area: tick none.")
        return data


class InviteForm(AccessForm):
    name = forms.CharField(max_length=120)
    email = forms.EmailField(label="E-mail", help_text="The invitation works for this address only.")
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label="On behalf of the agent",
        empty_label="Not an agent",
        help_text="Needed for agents: access ends with the agency.",
    )
    field_order = ["name", "email", "kind", "agency", "sight", "registrations", "areas", "ends_on"]

    def narrow(self) -> None:
        super().narrow()
        agencies = Agency.objects.visible_to(self.user).filter(participant=self.participant)
        in_force = agencies.in_force(market_day(timezone.now()))
        if in_force.exists():
            self.fields["agency"].queryset = in_force
            return
        # Nobody can be invited as an agent before an agency is granted.
        del self.fields["agency"]
        self.fields["kind"].choices = NOT_AGENT

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        agent = data.get("kind") == MembershipKind.AGENT
        if agent and not data.get("agency"):
            self.add_error("agency", "Choose the agency on which the agent's access rests.")
        if not agent and data.get("agency"):
            self.add_error("agency", "Only an agent's access rests on an agency.")
        return data


class MembershipForm(AccessForm):
    """Changes an existing membership; an agent stays an agent, because the access rests on the agency."""

    def narrow(self) -> None:
        super().narrow()
        if self.row.kind == MembershipKind.AGENT:
            del self.fields["kind"]
            self.fields["areas"].choices = NO_PLAN
        else:
            self.fields["kind"].choices = NOT_AGENT

    @staticmethod
    def values_of(membership: Membership) -> dict[str, Any]:
        return {
            "kind": membership.kind,
            "registrations": [registration.pk for registration in membership.registrations.all()],
            "ends_on": membership.ends_on,
            "sight": membership.sight,
            "areas": membership.areas,
        }
