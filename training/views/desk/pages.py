"""The frame of the desk's forms about training: what it is about, its button, and the way back."""

from typing import Any

from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView


class TrainingForm(DeskDoor, ActionFormView):
    """`title` and `lead` may name the row: "{row.contact.name}"."""

    capability = "training.view"
    template_name = "training/form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def crumbs(self) -> list[tuple[str, str]]:
        """The way here: label and address of each page above."""
        return []

    def get_lead(self) -> str:
        return self.lead.format(row=self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = self.crumbs()
        page = {
            "title": self.title.format(row=self.object),
            "lead": self.get_lead(),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "crumbs": crumbs,
            "back": crumbs[-1][1] if crumbs else "",
        }
        return super().get_context_data(**page | kwargs)
