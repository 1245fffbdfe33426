"""Writing to contacts of a participant, the letter's page, and taking it back while it waits."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from participants import permissions
from participants.actions.letter_templates import values_of
from participants.actions.letters import LONGEST, take_back_letter, write_letter
from participants.forms.letters import LetterForm
from participants.models import Contact, Letter, LetterReply, LetterReplyFile, LetterTemplate
from participants.rules.letter_places import PLACES, for_all, for_one
from participants.views.desk.pages import DeskForm
from portal.documents.serving import respond
from portal.lifecycle.refusals import Answer
from portal.outbox.choices import MessageState
from portal.outbox.models import OutboundMessage
from portal.web import panels
from portal.web.doors import DeskDoor
from portal.web.views import ActionButton, Scoped, ScopedDetailView

MOST_REPLIES = 200

TONES = {
    MessageState.QUEUED: "info",
    MessageState.SENDING: "info",
    MessageState.SENT: "good",
    MessageState.FAILED: "bad",
    MessageState.DROPPED: "bad",
}


class LetterWriteView(DeskForm):
    """`?template=` begins with a template, filled with the participant's words; `preview` only shows."""

    form_class = LetterForm
    template_name = "participants/letter_write.html"
    section = "people"
    title = "Write to contacts"
    lead = "Each gets an e-mail of the own and sees no other's name. For some seconds you can take it back."
    submit_label = "Send"

    def get_initial(self) -> dict[str, Any]:
        """`?contact=` names whom the button stood beside."""
        ref = self.request.GET.get("contact", "")
        rows = Contact.objects.visible_to(self.request.user).of(self.participant).active().filter(ref=ref)
        text = ""
        if (template := self._template()) is not None:
            text = for_all(template.text, values_of(self.participant, by=self.request.user, now=timezone.now()))
        return {"contacts": [row.ref for row in rows], "text": text}

    def _template(self) -> LetterTemplate | None:
        ref = self.request.GET.get("template", "").replace("\x00", "")
        return LetterTemplate.objects.visible_to(self.request.user).in_use().filter(ref=ref).first() if ref else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "preview" in request.POST and request.headers.get("HX-Request") == "true":
            return render(request, "participants/_letter_preview.html", self._preview(request.POST))
        return super().post(request, *args, **kwargs)

    def _preview(self, given: Any) -> dict[str, Any]:
        """What the first addressee would read, with what is still missing."""
        contacts = Contact.objects.visible_to(self.request.user).of(self.participant).active()
        first = contacts.filter(ref__in=given.getlist("contacts")[:100]).order_by("name", "id").first()
        values = values_of(self.participant, by=self.request.user, now=timezone.now())
        text = for_all(given.get("text", "")[:LONGEST], values)
        told = for_one(text, first.name if first is not None else "")
        return {
            "told": told,
            "gaps": PLACES.gaps(text),
            "unknown": PLACES.unknown(given.get("text", "")),
            "first": first,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            templates=list(LetterTemplate.objects.visible_to(self.request.user).in_use()[:100]),
            chosen=self.request.GET.get("template", ""),
            places=PLACES.variables.items(),
            **kwargs,
        )

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
        replies = (
            LetterReply.objects.visible_to(self.request.user).filter(letter=letter).prefetch_related("files__document")
        )
        sent = {row.ref: row for row in _messages(copies)}
        return super().get_context_data(
            participant=letter.participant,
            panels=panels.drawn("letter", self.request, letter),
            text=for_one(letter.text, copies[0].name) if copies else letter.text,
            personal=for_one(letter.text, "") != letter.text,
            replies=list(replies.order_by("received_at", "id")[:MOST_REPLIES]),
            answers_at=settings.MAIL_REPLY_ADDRESS or letter.written_by.email,
            may_write=permissions.can_edit(self.request.user, letter.participant),
            copies=[(copy, row, TONES.get(row.state, "neutral") if row else "") for copy, row in _paired(copies, sent)],
            waiting=next((row for row in sent.values() if row.state == MessageState.QUEUED and not row.attempts), None),
            may_take_back=permissions.can_take_back(self.request.user, letter),
            **kwargs,
        )


class LetterFileView(DeskDoor, Scoped, View):
    """A file that came with an answer, to whoever may see the letter; always a download."""

    capability = "participants.view"
    model = LetterReplyFile

    def get(self, request: HttpRequest, ref: str, file: str) -> HttpResponse:
        rows = self.scope().filter(reply__letter__ref=ref).select_related("document")
        return respond(get_object_or_404(rows, ref=file).document, to=request.user)


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
