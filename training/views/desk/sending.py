"""Sending an article to contacts of a participant: whose contacts, then the letter."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from participants.forms.letters import LetterForm
from participants.models import Letter, Participant
from participants.permissions import can_edit
from portal.lifecycle.refusals import Answer
from training import permissions
from training.actions.article_uses import send_article
from training.choices import ArticleKind, Audience
from training.forms.sending import CompanyForm
from training.sending import opening
from training.views.desk.article_writing import ArticleForm


class Sendable(ArticleForm):
    """Only what participants may read can be sent to them."""

    def scope(self) -> QuerySet:
        return super().scope().filter(kind=ArticleKind.ARTICLE).exclude(audience=Audience.STAFF).reading()


class ArticleSendView(Sendable):
    form_class = CompanyForm
    title = "Send: {row.title}"
    lead = "To whose contacts?"
    submit_label = "Choose contacts"

    def permission(self) -> Answer:
        return permissions.can_send_articles(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        chosen = form.cleaned_data["participant"]
        return HttpResponseRedirect(reverse("training:article-letter", args=[self.object.ref, chosen.ref]))


class ArticleLetterView(Sendable):
    """The letter, begun with the article's address; it counts as a use of the article."""

    form_class = LetterForm
    title = "Send: {row.title}"
    submit_label = "Send"
    success_message = "Sent. For some seconds you can take it back."

    @cached_property
    def participant(self) -> Participant:
        rows = Participant.objects.visible_to(self.request.user)
        return get_object_or_404(rows, ref=self.kwargs["participant"])

    def permission(self) -> Answer:
        return can_edit(self.request.user, self.participant)

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {"user": self.request.user, "participant": self.participant, "row": self.object}
        return super().get_form_kwargs() | own

    def get_initial(self) -> dict[str, Any]:
        return {"text": opening(self.object.title, self.object.summary, self.object.ref)}

    def act(self, data: dict[str, Any], **who: Any) -> Letter:
        return send_article(article=self.object, participant=self.participant, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lead = f"To contacts of {self.participant.name}. Each gets an e-mail of the own and sees no other's name."
        return super().get_context_data(**{"lead": lead} | kwargs)
