"""The checklists of a participant's registrations, and candidate roles compared before one is opened."""

from typing import Any

from participants.checklist_comparison import compare
from participants.forms.checklists import ComparisonForm
from participants.models import Checklist
from participants.querysets.registrations import ENDED
from participants.requirement_pages import Names
from participants.requirements import blocks_now
from participants.views.desk.pages import ParticipantPage

MOST = 200
MOST_ROLES = 6


class ParticipantChecklistsView(ParticipantPage):
    """Each checklist with its progress; registrations under way that have none yet."""

    section = "checklists"
    template_name = "participants/participant_checklists.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = Checklist.objects.visible_to(self.request.user).of(self.participant).with_progress()
        checklists = list(
            rows.select_related("registration__role", "role", "flight").order_by("-opened_at", "-id")[:MOST]
        )
        opened = {row.registration_id for row in checklists}
        without = [row for row in self.registrations if row.pk not in opened and row.status not in ENDED]
        return super().get_context_data(checklists=checklists, without=without, **kwargs)


class ComparisonView(ParticipantPage):
    """What candidate roles ask that the company has not shown yet."""

    section = "checklists"
    template_name = "participants/checklist_comparison.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        blocks = blocks_now()
        form = ComparisonForm(self.request.GET, roles={role for block in blocks for role in block.roles})
        wanted = form.wanted()
        roles = sorted(wanted["role"], key=lambda role: (role.order, role.code))[:MOST_ROLES]
        found = compare(self.participant, roles, blocks, by=wanted["by"], now=self.now) if roles else None
        return super().get_context_data(form=form, found=found, by=wanted["by"], names=Names.read(), **kwargs)
