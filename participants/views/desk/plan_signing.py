"""Sending a plan for sign-off, signing it for the operator, taking it back; and the plan as a paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import View

from participants import permissions, plan_papers
from participants.actions import plan_signing as actions
from participants.forms.base import ReasonForm
from participants.forms.plans import ButtonForm
from participants.models import PlanVersion
from participants.views.desk.plan_forms import OfVersion
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import Scoped


class PlanSendView(OfVersion):
    form_class = ButtonForm
    title = "Send {row.plan.title} for sign-off"
    lead = "From now on its lines stand still. The participant reads what is shared, and confirms or returns it."
    submit_label = "Send for sign-off"
    success_message = "Sent. The participant's people hear of it."

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        return actions.send_for_signing(version=self.object, **who)


class PlanTakeBackView(OfVersion):
    form_class = ReasonForm
    title = "Take {row.plan.title} back"
    lead = "It is a draft again, and what was signed of it counts no longer. The participant reads the reason."
    submit_label = "Take back"
    success_message = "Taken back: it is a draft again."

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        return actions.take_back_plan(version=self.object, **data, **who)


class PlanSignView(OfVersion):
    form_class = ButtonForm
    title = "Sign {row.plan.title}"
    lead = "For the operator. It is agreed once the participant has confirmed as well."
    submit_label = "Sign for the operator"
    success_message = "Signed for the operator."

    def permission(self) -> Answer:
        return permissions.can_sign_plan(self.request.user, self.plan)

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        return actions.sign_plan(version=self.object, **who)


class PlanPaperView(DeskDoor, Scoped, View):
    """What both sides read of a version, for the meeting."""

    capability = "participants.view"
    http_method_names = ["get", "head", "options"]
    model = PlanVersion

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        version = get_object_or_404(self.scope().select_related("plan__participant", "plan__owner"), ref=ref)
        return plan_papers.as_download(plan_papers.plan_paper(version, request.user, now=timezone.now()))
