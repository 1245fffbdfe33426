"""The forms about training needs; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from participants.models import Participant
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView
from training import permissions
from training.actions import need_outlines as outlines
from training.actions import need_steps as steps
from training.actions import needs as actions
from training.forms.needs import (
    AcceptForm,
    CloseForm,
    DismissForm,
    EmptyForm,
    OutlineForm,
    ProposeForm,
    ReturnForm,
    ScheduleForm,
    SendForm,
)
from training.models import TrainingNeed


class NeedFormView(DeskDoor, ActionFormView):
    """About one need; ends on its page."""

    capability = "training.view"
    model: Any = TrainingNeed
    template_name = "training/need_form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def scope(self) -> Any:
        return super().scope().select_related("participant", "course")

    def permission(self) -> Answer:
        return permissions.can_work_on_need(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "row": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "title": self.title,
            "lead": self.lead,
            "submit_label": self.submit_label,
            "danger": self.danger,
            "crumb": getattr(self.object, "title", ""),
            "back": self.object.get_absolute_url() if self.object is not None else reverse("training:need-list"),
        }
        return super().get_context_data(**page | kwargs)


class NeedProposeView(NeedFormView):
    """A need of the whole market."""

    form_class = ProposeForm
    title = "Propose training"
    lead = "For the whole market. Senior account managers and training coordinators decide about it."
    submit_label = "Propose"
    success_message = "Proposed: {done.title}."

    def permission(self) -> Answer:
        return permissions.can_propose_needs(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": None}

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return actions.propose_need(participant=self.object, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()


class NeedProposeForView(NeedProposeView):
    """A need of one participant."""

    model = Participant
    lead = "Senior account managers and training coordinators decide about it."

    def scope(self) -> Any:
        return Participant.objects.visible_to(self.request.user)

    def permission(self) -> Answer:
        return permissions.can_propose_need(self.request.user, self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=f"Propose training for {self.object.name}", **kwargs)


class NeedAcceptView(NeedFormView):
    form_class = AcceptForm
    title = "Accept"
    lead = "Something is to be taught about it. The cases of the last ninety days are what the effect is compared with."
    submit_label = "Accept"
    success_message = "Accepted: {done.title}."

    def get_initial(self) -> dict[str, Any]:
        return {"course": self.object.course.code if self.object.course is not None else ""}

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return actions.accept_need(need=self.object, **data, **who)


class NeedDismissView(NeedFormView):
    form_class = DismissForm
    title = "Dismiss"
    lead = "Nothing is taught about it, and the same cases are not suggested again for a while."
    submit_label = "Dismiss"
    danger = True
    success_message = "Dismissed: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return actions.dismiss_need(need=self.object, **data, **who)


class NeedOutlineView(NeedFormView):
    form_class = OutlineForm
    title = "Outline"
    lead = "Whoever writes it does not review it."
    submit_label = "Save outline"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return OutlineForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return outlines.write_outline(need=self.object, **data, **who)


class NeedSendView(NeedFormView):
    form_class = SendForm
    title = "Send for review"
    lead = "Somebody who did not write the outline looks at it."
    submit_label = "Send for review"
    success_message = "Sent for review."

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return outlines.send_for_review(need=self.object, **data, **who)


class NeedReturnView(NeedFormView):
    form_class = ReturnForm
    title = "Return the outline"
    lead = "Its designer reads what is missing."
    submit_label = "Return"
    success_message = "Returned."

    def permission(self) -> Answer:
        return permissions.can_review_outline(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return outlines.return_outline(need=self.object, **data, **who)


class NeedApproveView(NeedFormView):
    form_class = EmptyForm
    title = "Approve the outline"
    lead = "Training coordinators schedule it then; the outline is not written on any more."
    submit_label = "Approve"
    success_message = "Approved."

    def permission(self) -> Answer:
        return permissions.can_review_outline(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return outlines.approve_outline(need=self.object, **data, **who)


class NeedScheduleView(NeedFormView):
    form_class = ScheduleForm
    title = "Schedule a session"
    lead = "A session that answers this need; of the proposed course where there is one. Several may answer it."
    submit_label = "Schedule"
    success_message = "Scheduled."

    def permission(self) -> Answer:
        return permissions.can_schedule_need(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"now": timezone.now()}

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return steps.schedule_need(need=self.object, **data, **who)


class NeedCloseView(NeedFormView):
    form_class = CloseForm
    title = "Close"
    lead = "What came of the training, compared with what was before."
    submit_label = "Close"
    success_message = "Closed: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> TrainingNeed:
        return steps.close_need(need=self.object, **data, **who)
