"""What both sides do with changes: each class joins one form with one action."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from participants import permissions
from participants.actions import change_talk, changes
from participants.actions.change_rows import earliest_day
from participants.actions.change_values import values_of
from participants.forms.base import OfParticipantForm, ReasonForm
from participants.forms.changes import ChangeForm, CommentForm, EvidenceForm, key_of
from participants.models import BankAccount, Change, ChangeDocument, ChangeProcedure
from participants.rules.bank_data import masked
from participants.rules.changes import GUIDES, Guide
from portal.documents.serving import respond
from portal.lifecycle.refusals import Answer, Refused


class Guided:
    """The form of one procedure, with the topics chosen in the address."""

    form_class = ChangeForm

    def procedure(self) -> ChangeProcedure:
        return get_object_or_404(ChangeProcedure, code=self.kwargs["code"])

    @property
    def guide(self) -> Guide:
        found = GUIDES.get(self.procedure().code)
        if found is None or (found.by_staff and not self.request.user.is_staff):
            raise Http404
        return found

    def topics(self) -> list[str]:
        """Those named in the address or the form; all where the procedure has but one."""
        guide = self.guide
        given = [*self.request.GET.getlist("topic"), *self.request.POST.getlist("topic")]
        return [code for code in guide.topics if code in given] if guide.chosen else list(guide.topics)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"guide": self.guide, "topics": self.topics()}

    def given(self, form_data: dict[str, Any]) -> dict[str, Any]:
        return {"values": self.form.values(), "reason": form_data["reason"], "wanted_on": form_data["wanted_on"]}

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        procedure, guide = self.procedure(), self.guide
        named = {} if self.title else {"title": procedure.name}
        return super().get_context_data(
            procedure=procedure, guide=guide, earliest=self._earliest(procedure, guide), **named, **kwargs
        )

    def _earliest(self, procedure: ChangeProcedure, guide: Guide) -> Any:
        try:
            return earliest_day(guide, procedure.lead, self.now)
        except Refused:
            return None


class BeginChange(Guided):
    submit_label = "Save as a draft"
    success_message = "Saved as a draft. Look it over, then submit it for signature."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever arrives without a choice of topics is led back to choose."""
        if not self.topics():
            return HttpResponseRedirect(self.start_url())
        return super().get(request, *args, **kwargs)

    def start_url(self) -> str:
        raise NotImplementedError("A form that begins a change knows where one chooses.")

    def permission(self) -> Answer:
        return permissions.can_ask_for_changes(self.request.user, self.participant)

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return changes.draft_change(participant=self.participant, procedure=self.procedure(), **self.given(data), **who)


class OfChange:
    """About one change; ends on its page."""

    model = Change
    form_class: Any = OfParticipantForm

    def scope(self) -> Any:
        return super().scope().select_related("participant", "procedure")


class RewriteChange(OfChange, Guided):
    form_class = ChangeForm
    title = "Write it anew: {row.procedure.name}"
    success_message = "Saved. Submit it for signature when it is ready."

    def procedure(self) -> ChangeProcedure:
        return self.object.procedure

    def topics(self) -> list[str]:
        return super().topics() or list(self.object.topics)

    def permission(self) -> Answer:
        return permissions.can_prepare_change(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        account = BankAccount.objects.masked().filter(change=self.object).first()
        return super().get_form_kwargs() | {"kept_account": masked(account.last_four) if account else ""}

    def get_initial(self) -> dict[str, Any]:
        held = values_of(list(self.object.fields.all()))
        own = {key_of(topic, name): value for topic, given in held.items() for name, value in given.items()}
        return own | {"reason": self.object.reason, "wanted_on": self.object.wanted_on}

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return changes.redraft_change(change=self.object, **self.given(data), **who)


class SubmitChange(OfChange):
    title = "Submit for signature: {row.procedure.name}"
    lead = "Those who may sign for the company hear of it. It can't be written on after that, unless it is returned."
    submit_label = "Submit"
    success_message = "Submitted. Those who may sign have been told."

    def permission(self) -> Answer:
        return permissions.can_prepare_change(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return changes.submit_change(change=self.object, **who)


class WithdrawChange(OfChange):
    form_class = ReasonForm
    title = "Withdraw: {row.procedure.name}"
    lead = "Nothing changes then. What was recorded stays."
    submit_label = "Withdraw"
    danger = True
    success_message = "Withdrawn."

    def permission(self) -> Answer:
        return permissions.can_withdraw_change(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return changes.withdraw_change(change=self.object, **data, **who)


class CommentOnChange(OfChange):
    form_class = CommentForm
    title = "Comment: {row.procedure.name}"
    lead = "Both sides read it."
    submit_label = "Send"
    success_message = "Sent."

    def permission(self) -> Answer:
        return permissions.can_comment_on_change(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return change_talk.comment_on_change(change=self.object, **data, **who)


class AttachEvidence(OfChange):
    form_class = EvidenceForm
    template_name: str
    title = "Add evidence: {row.procedure.name}"
    lead = "For instance the amendment filed with the Secretary of State."
    submit_label = "Add file"
    success_message = "The file was added."

    def permission(self) -> Answer:
        return permissions.can_comment_on_change(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return change_talk.attach_evidence(change=self.object, **data, **who)


def evidence(request: HttpRequest, ref: str, part: str) -> HttpResponse:
    """The file of one piece of evidence; scoped by what the person may see of changes."""
    rows = ChangeDocument.objects.visible_to(request.user).select_related("document")
    return respond(get_object_or_404(rows, ref=part, change__ref=ref).document, to=request.user)
