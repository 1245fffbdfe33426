"""Writing to contacts of a participant, the letter's page, and taking it back while it waits."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from participants import permissions
from participants.actions.letters import take_back_letter, write_letter
from participants.forms.letters import LetterForm
from participants.models import Contact, Letter
from participants.views.desk.pages import DeskForm
from portal.lifecycle.refusals import Answer
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton, ScopedDetailView

TONES = {
    MessageState.QUEUED: "info",
    MessageState.SENDING: "info",
    MessageState.SENT: "good",
    MessageState.FAILED: "bad",
    MessageState.DROPPED: "bad",
}


class LetterWriteView(DeskForm):
    form_class = LetterForm
    section = "people"
    title = "Write to contacts"
    lead = "Each gets an e-mail of the own and sees no other's name. For some seconds you can take it back."
    submit_label = "Send"

    def get_initial(self) -> dict[str, Any]:
        """`?contact=` names whom the button stood beside."""
        ref = self.request.GET.get("contact", "")
        rows = Contact.objects.visible_to(self.request.user).of(self.participant).active().filter(ref=ref)
        return {"contacts": [row.ref for row in rows]}

    def act(self, data: dict[str, Any], **who: Any) -> Letter:
        return write_letter(participant=self.participant, **data, **who)

    def get_success_url(self) -> str:
        done = getattr(self, "done", None)
        return done.get_absolute_url() if done is not None else super().get_success_url()


class LetterDetailView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = Letter
    template_name = "participants/letter_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "written_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        letter = self.object
        copies = list(letter.copies.order_by("name", "id"))
        sent = {row.ref: row for row in _messages(copies)}
        return super().get_context_data(
            participant=letter.participant,
            copies=[(copy, row, TONES.get(row.state, "neutral") if row else "") for copy, row in _paired(copies, sent)],
            waiting=next((row for row in sent.values() if row.state == MessageState.QUEUED and not row.attempts), None),
            may_take_back=permissions.can_take_back(self.request.user, letter),
            **kwargs,
        )


class LetterTakeBackView(DeskDoor, ActionButton):
    """One undo for all copies that have not left."""

    capability = "participants.view"
    model = Letter
    success_message = "Taken back: what had not left does not leave."

    def permission(self) -> Answer:
        return permissions.can_take_back(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return take_back_letter(letter=self.object, **who)

    def get_success_url(self) -> str:
        return reverse("participants:letter-detail", args=[self.object.ref])


def _messages(copies: list[Any]) -> QuerySet[OutboundMessage]:
    return OutboundMessage.objects.filter(ref__in=[copy.message_ref for copy in copies]).defer("sealed", "facts")


def _paired(copies: list[Any], sent: dict[str, Any]) -> list[tuple[Any, Any]]:
    return [(copy, sent.get(copy.message_ref)) for copy in copies]
