"""The forms about account plans, their versions and proposals; each calls one action."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from participants import permissions
from participants.actions import plan_proposals, plan_templates, plans
from participants.choices import ProposalState
from participants.forms.plans import (
    AcceptForm,
    ButtonForm,
    ChangePlanForm,
    PlanForm,
    RejectForm,
    RemarkForm,
    TemplateForm,
    WordsForm,
)
from participants.models import AccountPlan, PlanInside, PlanProposal, PlanVersion
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer


class PlanOpenView(DeskForm):
    """Opens a plan and ends in its first draft."""

    form_class = PlanForm
    title = "Open an account plan"
    lead = "What is known of the participant is gathered into its first draft."
    submit_label = "Open the plan"
    success_message = "Opened: {done.title}. What is known stands in its first draft."

    def act(self, data: dict[str, Any], **who: Any) -> AccountPlan:
        return plans.open_plan(participant=self.participant, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url() if hasattr(self, "done") else super().get_success_url()


class OfPlan(DeskForm):
    """About a plan; ends on its page."""

    model: Any = AccountPlan
    template_name = "participants/plan_form.html"

    @property
    def plan(self) -> AccountPlan:
        return self.object

    def permission(self) -> Answer:
        return permissions.can_write_plan(self.request.user, self.plan)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=self.plan.title, plan=self.plan, **kwargs)


class PlanChangeView(OfPlan):
    form_class = ChangePlanForm
    title = "Change {row.title}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return ChangePlanForm.values_of(self.object)

    def scope(self) -> Any:
        return super().scope().select_related("owner")

    def act(self, data: dict[str, Any], **who: Any) -> AccountPlan:
        return plans.change_plan(plan=self.object, **data, **who)


class PlanRemarkView(OfPlan):
    form_class = RemarkForm
    title = "Remark on {row.title}"
    lead = "Only the staff reads it."
    submit_label = "Keep the remark"
    success_message = "Kept."

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return plans.remark_plan(plan=self.object, **data, **who)


class PlanDraftView(OfPlan):
    form_class = ButtonForm
    title = "Draft the next version of {row.title}"
    lead = "It begins as a copy of what was agreed, with what is known gathered anew. What was agreed holds meanwhile."
    submit_label = "Begin the draft"
    success_message = "Version {done.number} is a draft now."

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        return plans.draft_version(plan=self.object, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url() if hasattr(self, "done") else super().get_success_url()


class OfVersion(OfPlan):
    """About one version; ends on its page."""

    model = PlanVersion

    def scope(self) -> Any:
        return super().scope().select_related("plan__participant")

    @property
    def plan(self) -> AccountPlan:
        return self.object.plan


class VersionWriteView(OfVersion):
    form_class = WordsForm
    title = "Summary and assessment"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        inside = PlanInside.objects.visible_to(self.request.user).filter(version=self.object).first()
        return WordsForm.values_of(self.object, inside.assessment if inside else "")

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        return plans.write_version(version=self.object, **data, **who)


class VersionGatherView(OfVersion):
    form_class = ButtonForm
    title = "Gather the facts anew"
    lead = "The situation is read anew; what was kept from the last time is replaced."
    submit_label = "Gather anew"
    success_message = "The situation is as of now."

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        version = plans.gather_facts(version=self.object, **who)
        plan_proposals.find_proposals(now=who["now"], participants=[version.participant_id])
        return version


class VersionDiscardView(OfVersion):
    form_class = ButtonForm
    title = "Discard the draft"
    lead = "The draft is given up with its lines. What was agreed stays as it is."
    submit_label = "Discard"
    danger = True
    success_message = "Discarded."

    def act(self, data: dict[str, Any], **who: Any) -> PlanVersion:
        return plans.discard_version(version=self.object, **who)

    def get_success_url(self) -> str:
        return self.plan.get_absolute_url() if hasattr(self, "done") else super().get_success_url()


class VersionTemplateView(OfVersion):
    form_class = TemplateForm
    title = "Begin with a template"
    lead = "Those that suit the participant's roles and segments."
    submit_label = "Take its lines in"
    success_message = "Lines taken in: {done}."

    def act(self, data: dict[str, Any], **who: Any) -> int:
        return plan_templates.use_template(version=self.object, template=data["template"], **who)


class ProposalAcceptView(OfVersion):
    """Into the draft that the address names."""

    form_class = AcceptForm
    title = "Take a proposal into the plan"
    submit_label = "Take it in"
    success_message = "In the plan: {done.title}."

    @cached_property
    def proposal(self) -> PlanProposal:
        rows = PlanProposal.objects.visible_to(self.request.user).filter(participant=self.object.participant_id)
        return get_object_or_404(rows, ref=self.kwargs["proposal"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.proposal}

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return plan_proposals.accept_proposal(proposal=self.proposal, version=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(proposal=self.proposal, **kwargs)


class ProposalRejectView(DeskForm):
    model = PlanProposal
    form_class = RejectForm
    template_name = "participants/plan_form.html"
    title = "Reject: {row.title}"
    lead = "It is not proposed again until the day you give."
    submit_label = "Reject"
    success_message = "Rejected."

    def scope(self) -> Any:
        return super().scope().filter(state=ProposalState.OPEN)

    def act(self, data: dict[str, Any], **who: Any) -> PlanProposal:
        return plan_proposals.reject_proposal(proposal=self.object, **data, **who)

    def get_success_url(self) -> str:
        versions = PlanVersion.objects.visible_to(self.request.user).filter(participant=self.object.participant_id)
        draft = versions.filter(state="draft").order_by("-pk").first()
        ref = self.participant.ref
        return draft.get_absolute_url() if draft else reverse("participants:participant-detail", args=[ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(proposal=self.object, section_label="Account plan", **kwargs)
