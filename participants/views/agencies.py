"""What both sides do with agencies: letting another company act, and withdrawing that."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from participants import permissions
from participants.actions import agencies
from participants.forms.agencies import AgencyForm
from participants.forms.base import ReasonForm
from participants.models import Agency, Registration
from portal.lifecycle.refusals import Answer


def with_extent(user: Any, rows: QuerySet) -> QuerySet:
    """Agencies with the registrations they are limited to, as far as the person sees them; one statement more."""
    seen = Registration.objects.visible_to(user).select_related("role")
    return rows.prefetch_related(Prefetch("registrations", seen, to_attr="limited_to"))


class ForAgencies:
    section = "agencies"

    def permission(self) -> Answer:
        return permissions.can_edit_people(self.request.user, self.participant)


class GrantAgency(ForAgencies):
    form_class = AgencyForm
    title = "Let a company act as agent"
    lead = "Afterwards invite the agent's people. Their access ends with the agency."
    submit_label = "Grant agency"
    success_message = "{done.agent_name} may now act as agent."

    def act(self, data: dict[str, Any], **who: Any) -> Agency:
        return agencies.grant_agency(participant=self.participant, **data, **who)


class WithdrawAgency(ForAgencies):
    model = Agency
    form_class = ReasonForm
    title = "Withdraw the agency of {row.agent_name}"
    lead = "Everyone whose access rests on this agency loses it at once. History stays."
    submit_label = "Withdraw agency"
    danger = True
    success_message = "The agency of {object.agent_name} is withdrawn."

    def act(self, data: dict[str, Any], **who: Any) -> Agency:
        return agencies.withdraw_agency(agency=self.object, **data, **who)
