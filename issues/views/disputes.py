"""What both sides do with a dispute: the verbs, each for the frame of either side's forms."""

from typing import Any

from issues import permissions
from issues.actions import adr, dispute_steps, disputes
from issues.dispute_elements import prefilled
from issues.forms.disputes import AdrRequestForm, DisputeForm, FilesForm, NothingForm, NumberForm, WhyForm
from issues.models import AdrCase, Dispute, Issue
from issues.rules.adr_limits import REQUEST
from portal.lifecycle.refusals import Answer


class OfInquiry:
    """Make a dispute of an inquiry."""

    model = Issue
    form_class: Any = DisputeForm
    title = "Make a dispute of it"
    lead = "From “{row.title}”. It is not filed until the operator's number is recorded."
    submit_label = "Write dispute"
    success_message = "Written. It is not filed yet."

    def permission(self) -> Answer:
        return permissions.can_dispute(self.request.user, self.object)

    def get_initial(self) -> dict[str, Any]:
        return prefilled(self.object, self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return disputes.open_dispute(issue=self.object, **data, **who)


class OfDispute:
    """About one dispute; whoever may speak for the inquiry may do this."""

    model: Any = Dispute
    form_class: Any = NothingForm

    def scope(self) -> Any:
        return super().scope().select_related("issue__participant", "issue__category", "participant")

    def permission(self) -> Answer:
        return permissions.can_dispute(self.request.user, self.object.issue)


class Change(OfDispute):
    """The elements while it is not filed, afterwards only more files."""

    title = "Change {row}"
    lead = "As long as it is not filed, every element can be corrected."
    success_message = "Saved."

    def get_form_class(self) -> Any:
        return FilesForm if self.object.is_filed else DisputeForm

    def get_initial(self) -> dict[str, Any]:
        return {} if self.object.is_filed else DisputeForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return disputes.change_dispute(dispute=self.object, **data, **who)


class Number(OfDispute):
    form_class = NumberForm
    title = "Record the operator's number"
    lead = "Of {row}. From then on it counts as filed, and the countdown ends."
    submit_label = "Record number"
    success_message = "Recorded: {done.number}."

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return disputes.record_number(dispute=self.object, **data, **who)


class Withdraw(OfDispute):
    form_class = WhyForm
    title = "Withdraw {row}"
    lead = "It is pursued no longer."
    submit_label = "Withdraw"
    danger = True
    success_message = "Withdrawn."

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return dispute_steps.withdraw_dispute(dispute=self.object, **data, **who)


class RejectResolution(OfDispute):
    form_class = WhyForm
    title = "Reject the resolution of {row}"
    lead = "Granted with Exceptions: what is missing is investigated again."
    submit_label = "Reject resolution"
    success_message = "Rejected; it is investigated again."

    def act(self, data: dict[str, Any], **who: Any) -> Dispute:
        return dispute_steps.reject_resolution(dispute=self.object, **data, **who)


class HandOver(OfDispute):
    title = "Hand {row} over to ADR"
    lead = "Alternative dispute resolution, Section 20. Legal is involved; the limit of the written request is counted."
    submit_label = "Hand over to ADR"
    success_message = "Handed over."

    def act(self, data: dict[str, Any], **who: Any) -> AdrCase:
        return adr.hand_over_to_adr(dispute=self.object, **who)


class OfCase(OfDispute):
    model = AdrCase

    def scope(self) -> Any:
        of_issue = ("dispute__issue__participant", "dispute__issue__category", "participant")
        return super(OfDispute, self).scope().select_related(*of_issue)

    def permission(self) -> Answer:
        return permissions.can_dispute(self.request.user, self.object.dispute.issue)


class RequestAdr(OfCase):
    form_class = AdrRequestForm
    title = "Record the written request"
    lead = "With the content of Section 20.2.1, until {row.request_until:%B %d, %Y}."
    submit_label = "Record request"
    success_message = "Recorded."

    def act(self, data: dict[str, Any], **who: Any) -> AdrCase:
        return adr.record_adr_step(case=self.object, code=REQUEST, **data, **who)
