"""The frame of the desk's forms about service targets: what it is about, its button, and the way back."""

from typing import Any

from issues.permissions.targets import can_oversee
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView


class OverseersForm(DeskDoor, ActionFormView):
    """Supervisors only; others who may read the page are told why."""

    capability = "issues.view"
    template_name = "issues/target_form.html"
    title = lead = submit_label = ""
    danger = False

    def permission(self) -> Answer:
        return can_oversee(self.request.user)

    def crumbs(self) -> list[tuple[str, str]]:
        """The way here: label and address of each page above."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = self.crumbs()
        page = {"title": self.title, "lead": self.lead, "submit_label": self.submit_label, "danger": self.danger}
        return super().get_context_data(crumbs=crumbs, back=crumbs[-1][1], **page | kwargs)
