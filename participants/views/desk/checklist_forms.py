"""The forms about a checklist; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from participants import permissions
from participants.actions.checklists import open_checklist
from participants.actions.planning import plan_checklist
from participants.forms.checklists import OpenChecklistForm, PlanForm
from participants.models import Checklist, Registration
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer


class ChecklistOpenView(DeskForm):
    """For a registration; where it has its checklist already, the way leads there."""

    model = Registration
    section = "checklists"
    form_class = OpenChecklistForm
    title = "Open the checklist of {row}"
    lead = "Under the versions of the requirements that hold today. The participant's users are told."
    submit_label = "Open checklist"
    success_message = "The checklist is open."

    def scope(self) -> Any:
        return super().scope().select_related("role")

    def permission(self) -> Answer:
        return permissions.can_open_checklist(self.request.user, self.object)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        there = Checklist.objects.visible_to(request.user).filter(registration=self.object).first()
        if there is not None:
            return HttpResponseRedirect(there.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def act(self, data: dict[str, Any], **who: Any) -> Checklist:
        return open_checklist(registration=self.object, **data, **who)

    def get_success_url(self) -> str:
        done = getattr(self, "done", None)
        return done.get_absolute_url() if done else super().get_success_url()


class ChecklistPlanView(DeskForm):
    """Another day or flight, with what it means for each item before it is saved."""

    model = Checklist
    section = "checklists"
    form_class = PlanForm
    template_name = "participants/checklist_plan.html"
    title = "Plan the checklist of {row.registration}"
    lead = "Planned back from a day, from a test flight, or from both. Each open item gets its last day."
    submit_label = "Save plan"
    success_message = "Planned. The deadlines of the items follow."

    def scope(self) -> Any:
        return super().scope().select_related("registration__role", "flight")

    def permission(self) -> Answer:
        return permissions.can_plan(self.request.user, self.object)

    def get_initial(self) -> dict[str, Any]:
        flight = self.object.flight
        return {"target_on": self.object.target_on, "flight": flight.code if flight else ""}

    def act(self, data: dict[str, Any], **who: Any) -> Checklist:
        return plan_checklist(checklist=self.object, **data, **who)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label="Checklist", **kwargs)
