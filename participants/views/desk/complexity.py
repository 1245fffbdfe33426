"""Marking how demanding a participant is."""

from typing import Any

from participants.actions.complexity import mark_complexity
from participants.forms.complexity import ComplexityForm
from participants.models import Complexity
from participants.permissions.complexity import can_mark_complexity
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer


class ComplexityView(DeskForm):
    form_class = ComplexityForm
    title = "Complexity of {row.name}"
    lead = (
        "Who looks after a demanding participant has the level for it, or a supervisor accepts it. On a highly complex"
        " one answers are released by the mentor until their writer is signed off for the topic."
    )
    success_message = "Saved."

    def scope(self) -> Any:
        return super().scope().select_related("complexity")

    def permission(self) -> Answer:
        return can_mark_complexity(self.request.user, self.object)

    def get_initial(self) -> dict[str, Any]:
        return ComplexityForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Complexity:
        return mark_complexity(participant=self.object, **data, **who)
