"""The desk's forms about disputes and ADR; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from django.db.models import QuerySet

from issues import permissions
from issues.actions import adr
from issues.actions import dispute_steps as steps
from issues.forms.disputes import AdrEndForm, AdrStepForm, CloseForm, PlanForm, WhyForm
from issues.models import AdrCase, Dispute
from issues.views import disputes as both
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView


class DeskDisputeForm(DeskDoor, ActionFormView):
    """The frame: what it is about, the way back, the button."""

    capability = "issues.view"
    template_name = "issues/dispute_form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "title": self.title.format(row=self.object),
            "lead": self.lead.format(row=self.object),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "crumb": str(self.object),
            "back": self.object.get_absolute_url(),
        }
        return super().get_context_data(**page | kwargs)


class DisputeOpenView(both.OfInquiry, DeskDisputeForm):
    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "category", "registration", "contact")


class DisputeChangeView(both.Change, DeskDisputeForm):
    pass


class DisputeNumberView(both.Number, DeskDisputeForm):
    pass


class DisputeWithdrawView(both.Withdraw, DeskDisputeForm):
    pass


class DisputeRejectResolutionView(both.RejectResolution, DeskDisputeForm):
    lead = "Write down what the participant says. It is investigated again."


class DisputeAdrView(both.HandOver, DeskDisputeForm):
    pass


class Working(both.OfDispute, DeskDisputeForm):
    """What the operator's dispute system says, recorded by the staff."""

    def permission(self) -> Answer:
        return permissions.can_work_on_dispute(self.request.user, self.object)


class DisputeStartView(Working):
    form_class = PlanForm
    title = "The investigation of {row} is open"
    lead = "Not Started becomes Open."
    submit_label = "Open"
    success_message = "Open."

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return steps.start_dispute(dispute=self.object, **data, **who)


class DisputePlanView(Working):
    form_class = PlanForm
    title = "Dates of {row}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return {"due_on": self.object.due_on, "planned_on": self.object.planned_on}

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return steps.plan_dispute(dispute=self.object, **data, **who)


class DisputeCloseView(Working):
    form_class = CloseForm
    title = "Close {row}"
    lead = "With the operator's resolution, its reasons and amounts."
    submit_label = "Close dispute"
    success_message = "Closed."

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return steps.close_dispute(dispute=self.object, **data, **who)


class DisputeRefuseView(Working):
    form_class = WhyForm
    title = "{row} was rejected"
    lead = "The operator rejected the filing itself: too late, or incomplete."
    submit_label = "Record rejection"
    danger = True
    success_message = "Recorded."

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return steps.refuse_dispute(dispute=self.object, **data, **who)


class AdrStepView(both.OfCase, DeskDisputeForm):
    form_class = AdrStepForm
    title = "Record a step"
    submit_label = "Record"
    success_message = "Recorded."

    def permission(self) -> Answer:
        return permissions.can_work_on_dispute(self.request.user, self.object.dispute)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"case": self.object}

    def act(self, data: dict[str, Any], **who: Any) -> AdrCase:
        return adr.record_adr_step(case=self.object, **data, **who)


class AdrEndView(AdrStepView):
    form_class = AdrEndForm
    title = "The proceeding has ended"
    submit_label = "End proceeding"
    success_message = "Ended."

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        kwargs.pop("case")
        return kwargs

    def act(self, data: dict[str, Any], **who: Any) -> AdrCase:
        return adr.end_adr(case=self.object, **data, **who)
