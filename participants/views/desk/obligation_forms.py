"""The desk's forms about one obligation; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from participants import permissions
from participants.actions import obligations as actions
from participants.forms.base import ReasonForm
from participants.forms.obligations import AcceptForm, ExcuseForm, ObligationNoteForm, ReturnForm, ToldReasonForm
from participants.models import Obligation, ObligationNote
from participants.obligation_lists import NAMED
from participants.views import obligations as both
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer


class OfObligation(DeskForm):
    """About one obligation; ends on its page."""

    model = Obligation
    template_name = "participants/obligation_form.html"

    def scope(self) -> Any:
        return super().scope().select_related(*NAMED)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class ObligationSubmitView(both.Submit, OfObligation):
    lead = "On behalf of {row.participant.name}. {row.type.evidence}"


class ObligationConfirmView(both.Confirm, OfObligation):
    pass


class ObligationClaimView(both.Claim, OfObligation):
    pass


class ObligationTakeBackView(both.TakeBack, OfObligation):
    pass


class ObligationExtendView(both.AskExtension, OfObligation):
    lead = "On behalf of {row.participant.name}, with its plan. Somebody else decides."


class Reviewing(OfObligation):
    def permission(self) -> Answer:
        return permissions.can_review_filing(self.request.user, self.object)


class ObligationAcceptView(Reviewing):
    form_class = AcceptForm
    title = "Accept {row.type.code} {row.period}"
    lead = "What was handed in shows that it was met."
    submit_label = "Accept"
    success_message = "Accepted."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.accept_obligation(obligation=self.object, **data, **who)


class ObligationReturnView(Reviewing):
    form_class = ReturnForm
    title = "Return {row.type.code} {row.period}"
    lead = "The participant reads why, and has five Business Days at least to correct it."
    submit_label = "Return"
    success_message = "Returned; due {done.due_on}."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.return_obligation(obligation=self.object, **data, **who)


class ObligationGrantView(Reviewing):
    form_class = ToldReasonForm
    title = "Grant more time for {row.type.code} {row.period}"
    lead = "The day that was asked for holds from then on. That it was late before stays a fact."
    submit_label = "Grant"
    success_message = "Granted; due {done.due_on}."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.grant_extension(obligation=self.object, **data, **who)


class ObligationDeclineView(Reviewing):
    form_class = ToldReasonForm
    title = "Decline more time for {row.type.code} {row.period}"
    lead = "The day stays as it is."
    submit_label = "Decline"
    danger = True
    success_message = "Declined; the day stays."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.decline_extension(obligation=self.object, **data, **who)


class Excusing(OfObligation):
    def permission(self) -> Answer:
        return permissions.can_excuse(self.request.user, self.object)


class ObligationExcuseView(Excusing):
    form_class = ExcuseForm
    title = "Excuse {row.type.code} {row.period}"
    lead = "It is not needed this time. Its deadline is then neither met nor missed."
    submit_label = "Excuse"
    success_message = "Excused."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.excuse_obligation(obligation=self.object, **data, **who)


class ObligationAskAgainView(Excusing):
    form_class = ReasonForm
    title = "Ask for later periods again: {row.type.code}"
    lead = "The excused period stays excused; later ones are generated again."
    submit_label = "Ask again"
    success_message = "Later periods are asked for again."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.ask_again(obligation=self.object, **data, **who)


class ObligationNoteView(Excusing):
    form_class = ObligationNoteForm
    title = "Note on {row.type.code} {row.period}"
    lead = "Only the staff reads it."
    submit_label = "Add note"
    success_message = "Noted, for the staff only."

    def act(self, data: dict[str, Any], **who: Any) -> ObligationNote:
        return actions.note_on_obligation(obligation=self.object, **data, **who)


class ObligationCancelView(OfObligation):
    form_class = ToldReasonForm
    title = "Cancel {row.type.code} {row.period}"
    lead = "It was never owed, or is not any more. Its deadline is then neither met nor missed."
    submit_label = "Cancel obligation"
    danger = True
    success_message = "Canceled."

    def permission(self) -> Answer:
        return permissions.can_cancel(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.cancel_obligation(obligation=self.object, **data, **who)
