"""Agencies of a participant: who may act for it, and for whom it acts."""

from typing import Any

from participants.models import Agency
from participants.views import agencies
from participants.views.agencies import with_extent
from participants.views.desk.pages import DeskForm, ParticipantPage

SHOWN = 100


class AgenciesView(ParticipantPage):
    template_name = "participants/participant_agencies.html"
    section = "agencies"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        rows = Agency.objects.visible_to(user).of(self.participant).select_related("participant", "agent")
        rows = list(with_extent(user, rows.order_by("-starts_on", "-id"))[:SHOWN])
        in_force = [row for row in rows if row.withdrawn_at is None and row.holds(self.today)]
        return super().get_context_data(
            granted=[row for row in in_force if row.participant_id == self.participant.pk],
            held=[row for row in in_force if row.agent_id == self.participant.pk],
            others=[row for row in rows if row not in in_force],
            may_edit_people=self.may_edit,
            **kwargs,
        )


class AgencyGrantView(agencies.GrantAgency, DeskForm):
    pass


class AgencyWithdrawView(agencies.WithdrawAgency, DeskForm):
    pass
