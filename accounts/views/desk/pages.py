"""The frame of the staff pages: a form on a page of its own, and a button that acts at once."""

from typing import Any

from django.urls import reverse

from accounts import permissions
from accounts.models import User
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton, ActionFormView, ScopedListView


class StaffSideList(DeskDoor, ScopedListView):
    """A list under the tabs of the staff pages."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(
            may_manage=permissions.can_manage_staff(user), may_oversee=permissions.can_oversee_staff(user), **kwargs
        )


class StaffForm(DeskDoor, ActionFormView):
    """A form about a member of staff (`model = User`) or something of theirs."""

    template_name = "accounts/form.html"
    model: Any = User
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def permission(self) -> Answer:
        return permissions.can_manage_staff(self.request.user)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url() if self.object else reverse("accounts:staff-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "title": self.title.format(object=self.object),
            "lead": self.lead.format(object=self.object),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "back": self.get_success_url(),
            "back_label": str(self.object or "Staff"),
        }
        return super().get_context_data(**page | kwargs)


class StaffButton(ActionButton, StaffForm):
    """A POST without fields; a refusal becomes a message on the page it came from."""

    def permission(self) -> Answer:
        return permissions.can_manage_staff(self.request.user)
