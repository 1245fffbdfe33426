"""What both sides do with obligations: handing in, taking back, asking for more time. Files are served here too."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from participants import permissions
from participants.actions import obligations as actions
from participants.forms.obligations import ConfirmationForm, ExtensionForm, FilingForm, NothingForm
from participants.models import ExtensionRequest, Obligation, ObligationEvidence
from participants.obligation_lists import NAMED
from participants.rules.obligation_periods import longest_until
from portal.documents.models import Document
from portal.documents.serving import respond
from portal.lifecycle.refusals import Answer


class ForFiling:
    """A form of whoever may hand in; `reading` is what stands beside it."""

    model = Obligation
    success_message = ""

    def scope(self) -> Any:
        return super().scope().select_related(*NAMED)

    def permission(self) -> Answer:
        return permissions.can_file(self.request.user, self.object)


class Submit(ForFiling):
    form_class = FilingForm
    title = "Hand in {row.type.code} {row.period}"
    lead = "{row.type.evidence}"
    submit_label = "Hand in"
    success_message = "Handed in. The reviewers look at it now."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.submit_obligation(obligation=self.object, **data, **who)


class Confirm(ForFiling):
    form_class = ConfirmationForm
    title = "Record the confirmation number of {row.type.code} {row.period}"
    lead = "It counts as filed from the moment the number is recorded."
    submit_label = "Record number"
    success_message = "Recorded: it counts as filed now."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.record_confirmation(obligation=self.object, **data, **who)


class Claim(ForFiling):
    form_class = NothingForm
    title = "Filed elsewhere: {row.type.code} {row.period}"
    lead = "It stays not filed, and the days run on, until its confirmation number is recorded here."
    submit_label = "It was filed elsewhere"
    success_message = "Noted. It still counts as not filed until its confirmation number is recorded."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.claim_filed_elsewhere(obligation=self.object, **who)


class TakeBack(ForFiling):
    form_class = NothingForm
    title = "Take back {row.type.code} {row.period}"
    lead = "It is not filed then, and due by the same day as before."
    submit_label = "Take back"
    danger = True
    success_message = "Taken back: it is not filed."

    def act(self, data: dict[str, Any], **who: Any) -> Obligation:
        return actions.take_back_submission(obligation=self.object, **who)


class AskExtension(ForFiling):
    form_class = ExtensionForm
    title = "Ask for more time for {row.type.code} {row.period}"
    lead = "With a plan. The day that holds now stays until the request is granted."
    submit_label = "Ask for more time"
    success_message = "Asked. The day that holds now stays until the request is granted."

    def act(self, data: dict[str, Any], **who: Any) -> ExtensionRequest:
        return actions.ask_extension(obligation=self.object, **data, **who)


class ServeFile:
    """A file handed in for an obligation, or the plan of a request for more time, to whoever may see that row."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        user = request.user
        handed_in = ObligationEvidence.objects.visible_to(user).filter(document__ref=ref).values("document")
        plans = ExtensionRequest.objects.visible_to(user).filter(plan_document__ref=ref).values("plan_document")
        document = Document.objects.filter(Q(pk__in=handed_in) | Q(pk__in=plans)).first()
        if document is None:
            raise Http404
        return respond(document, to=request.user)


def latest_possible(row: Obligation) -> Any:
    """The last day to which it may be extended, or None where no extension is possible."""
    months = row.type.extension_months
    return longest_until(row.by_rule, months) if months is not None else None
