"""The forms about applications; each calls one action, and a refusal stands above the form in words."""

from functools import cached_property
from typing import Any

from django.utils import timezone

from participants import permissions
from participants.actions import applications as actions
from participants.actions.taking_up import invite_applicant, take_up_application
from participants.alike import alike
from participants.forms.applications import AnswerForm, AssignForm, NothingForm, TakeUpForm, WhyForm
from participants.manager_loads import loads, proposed
from participants.models import Application, Participant
from participants.views.desk.applications import ApplicationListView
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView


class OfApplication(DeskDoor, ActionFormView):
    capability = "applications.view"
    denial = ApplicationListView.denial
    model = Application
    template_name = "participants/application_form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def scope(self) -> Any:
        return super().scope().select_related("account_manager", "participant")

    def permission(self) -> Answer:
        return permissions.can_work_on_application(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "application": self.object}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {name: getattr(self, name).format(row=self.object) for name in ("title", "lead")}
        page = {"submit_label": self.submit_label, "danger": self.danger, "back": self.object.get_absolute_url()}
        return super().get_context_data(**words, **page, **kwargs)


class ApplicationAssignView(OfApplication):
    form_class = AssignForm
    template_name = "participants/application_assign.html"
    title = "Who looks after {row.company}?"
    lead = "Proposed is whoever looks after the fewest participants and open applications, and is not away."
    submit_label = "Assign"
    success_message = "{done.account_manager.name} looks after this application now."

    def permission(self) -> Answer:
        return permissions.can_take_application(self.request.user, self.object)

    def get_initial(self) -> dict[str, Any]:
        user = self.request.user
        person = proposed(timezone.now()) if user.can("participants.assign") else user
        return {"person": person.ref if person else None}

    def act(self, data: dict[str, Any], **who: Any) -> Application:
        return actions.assign_application(application=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(loads=loads(timezone.now()), **kwargs)


class ApplicationAnswerView(OfApplication):
    form_class = AnswerForm
    title = "{row.company} was answered"
    lead = "Call or write to them; then say here how it went. That meets the deadline."
    submit_label = "Record the answer"
    success_message = "Recorded that they were answered."

    def act(self, data: dict[str, Any], **who: Any) -> Application:
        return actions.answer_application(application=self.object, **data, **who)


class ApplicationTakeUpView(OfApplication):
    """What it may be already stands first; only then it becomes a company of its own."""

    form_class = TakeUpForm
    template_name = "participants/application_take_up.html"
    title = "Take up {row.company}"
    lead = "It becomes a prospect with an account manager, a contact and a registration for each role."
    submit_label = "Take up"
    success_message = "{done.participant.name} is taken up."

    @cached_property
    def candidates(self) -> list[Participant]:
        return alike(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"candidates": self.candidates}

    def get_initial(self) -> dict[str, Any]:
        return {
            "name": self.object.company,
            "roles": [role.code for role in self.object.roles.all()],
            "participant": "",
        }

    def act(self, data: dict[str, Any], **who: Any) -> Application:
        return take_up_application(application=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(stubs=[row for row in self.candidates if row.stub], **kwargs)


class ApplicationDeclineView(OfApplication):
    form_class = WhyForm
    title = "Decline {row.company}"
    lead = "Tell the company yourself; nothing is sent from here."
    submit_label = "Decline"
    danger = True
    success_message = "Declined."

    def act(self, data: dict[str, Any], **who: Any) -> Application:
        return actions.decline_application(application=self.object, **data, **who)


class ApplicationWithdrawView(OfApplication):
    form_class = WhyForm
    title = "{row.company} gave up"
    lead = "The company no longer wants to take part in the market."
    submit_label = "Record that they withdrew"
    success_message = "Recorded as withdrawn."

    def act(self, data: dict[str, Any], **who: Any) -> Application:
        return actions.withdraw_application(application=self.object, **data, **who)


class ApplicationReopenView(OfApplication):
    form_class = WhyForm
    title = "Open {row.company} again"
    lead = "It is to be answered again, within one Business Day from now."
    submit_label = "Open again"
    success_message = "Open again."

    def act(self, data: dict[str, Any], **who: Any) -> Application:
        return actions.reopen_application(application=self.object, **data, **who)


class PressedButton(OfApplication):
    """A button of the application's page: POST only."""

    form_class = NothingForm
    http_method_names = ["post", "options"]


class ApplicationSpamView(PressedButton):
    success_message = "Marked as spam."

    def act(self, data: dict[str, Any], **who: Any) -> Application:
        return actions.mark_as_spam(application=self.object, **who)


class ApplicationInviteView(PressedButton):
    success_message = "The invitation is on its way to {done.email}."

    def permission(self) -> Answer:
        return permissions.can_invite_applicant(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Application:
        return invite_applicant(application=self.object, **who)
