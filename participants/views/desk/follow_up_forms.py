"""The forms about follow-ups; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from django.utils.http import url_has_allowed_host_and_scheme

from participants import permissions
from participants.actions import follow_up_steps as steps
from participants.actions import follow_ups as actions
from participants.forms.base import ReasonForm
from participants.forms.follow_ups import (
    FinishForm,
    FollowUpDetailsForm,
    FollowUpForm,
    HandOverFollowUpForm,
    PostponeForm,
    ResumeForm,
    WaitForm,
)
from participants.models import FollowUp
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer


class FollowUpAddView(DeskForm):
    form_class = FollowUpForm
    template_name = "participants/follow_up_form.html"
    title = "Add a follow-up"
    lead = "What is to be done for this participant, by whom, and by when."
    submit_label = "Add follow-up"
    success_message = "Added: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> FollowUp:
        return actions.add_follow_up(participant=self.participant, **data, **who)


class OfFollowUp(DeskForm):
    """About one follow-up; ends where it was asked for: on its page, or in the list named by `next`."""

    model = FollowUp

    def scope(self) -> Any:
        return super().scope().select_related("responsible")

    def permission(self) -> Answer:
        return permissions.can_work_on(self.request.user, self.object)

    def get_success_url(self) -> str:
        wanted = self.request.POST.get("next") or self.request.GET.get("next", "")
        inside = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if inside else self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=self.object.title, next=self.get_success_url(), **kwargs)


class FollowUpChangeView(OfFollowUp):
    form_class = FollowUpDetailsForm
    title = "Change {row.title}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return FollowUpDetailsForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> FollowUp:
        return actions.change_follow_up(follow_up=self.object, **data, **who)


class FollowUpHandOverView(OfFollowUp):
    form_class = HandOverFollowUpForm
    title = "Hand over: {row.title}"
    lead = "Responsible now: {row.responsible.name}. The date stays."
    submit_label = "Hand over"
    success_message = "{done.responsible.name} is responsible now."

    def act(self, data: dict[str, Any], **who: Any) -> FollowUp:
        return actions.hand_over_follow_up(follow_up=self.object, **data, **who)


class FollowUpPostponeView(OfFollowUp):
    form_class = PostponeForm
    template_name = "participants/follow_up_form.html"
    title = "Postpone: {row.title}"
    lead = "The reason stays beside the new date. That it was late before is not unset."
    submit_label = "Postpone"
    success_message = "Postponed: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> FollowUp:
        return steps.postpone_follow_up(follow_up=self.object, **data, **who)


class FollowUpWaitView(OfFollowUp):
    form_class = WaitForm
    title = "Wait for the participant: {row.title}"
    lead = "Nobody is reminded while it waits, and the days do not count."
    submit_label = "Wait"
    success_message = "It waits for the participant."

    def act(self, data: dict[str, Any], **who: Any) -> FollowUp:
        return steps.wait_follow_up(follow_up=self.object, **data, **who)


class FollowUpResumeView(OfFollowUp):
    form_class = ResumeForm
    template_name = "participants/follow_up_form.html"
    title = "Resume: {row.title}"
    lead = "It waited for: {row.waiting_for}"
    submit_label = "Resume"
    success_message = "Resumed: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> FollowUp:
        return steps.resume_follow_up(follow_up=self.object, **data, **who)


class FollowUpFinishView(OfFollowUp):
    """With a page of its own for the outcome; the list's button sends it without one."""

    form_class = FinishForm
    title = "Done: {row.title}"
    submit_label = "Done"
    success_message = "Done: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> FollowUp:
        return steps.finish_follow_up(follow_up=self.object, **data, **who)


class FollowUpCancelView(OfFollowUp):
    form_class = ReasonForm
    title = "Cancel: {row.title}"
    lead = "It is no longer needed. Its deadline is then neither met nor missed."
    submit_label = "Cancel follow-up"
    danger = True
    success_message = "Canceled: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> FollowUp:
        return steps.cancel_follow_up(follow_up=self.object, **data, **who)
