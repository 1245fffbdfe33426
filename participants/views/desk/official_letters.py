"""Previewing and issuing an official letter, and the issued paper itself."""

from base64 import b64encode
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import View

from participants import official_letters as papers
from participants import permissions
from participants.actions.official_letters import issue_official_letter
from participants.choices import LetterKind
from participants.forms.official_letters import CertificationLetterForm, OfficialLetterForm
from participants.models import OfficialLetter
from participants.views.desk.registrations import OfRegistration
from portal.documents.serving import respond
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import Scoped

PREVIEW = "preview"


class OfficialLetterIssueView(OfRegistration):
    """The letter as it would be, beside the form; “Preview” draws it anew and writes nothing, “Issue” issues it."""

    template_name = "participants/official_letter_issue.html"
    submit_label = "Issue"
    success_message = "Issued: {done}. The participant's people hear of it."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["kind"] not in LetterKind.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def kind(self) -> str:
        return self.kwargs["kind"]

    @property
    def title(self) -> str:
        return LetterKind(self.kind).label

    def permission(self) -> Answer:
        return permissions.can_issue_letter(self.request.user, self.participant, self.kind)

    def get_form_class(self) -> Any:
        return CertificationLetterForm if self.kind == LetterKind.CERTIFICATION else OfficialLetterForm

    def get_initial(self) -> dict[str, Any]:
        known = self.object.qualified_on
        return {"effective_on": known} if self.kind == LetterKind.CERTIFICATION and known else {}

    def form_valid(self, form: Any) -> HttpResponse:
        if PREVIEW in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, given=form.cleaned_data))
        return super().form_valid(form)

    def act(self, data: dict[str, Any], **who: Any) -> OfficialLetter:
        return issue_official_letter(registration=self.object, kind=self.kind, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        given = kwargs.get("given") or (getattr(form, "cleaned_data", None) if form.is_bound else None)
        if given is None:
            given = {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
        return context | {"pages": self._pages(given), "refusal": papers.refusal(self.kind, self.object)}

    def _pages(self, given: dict[str, Any]) -> list[str]:
        """The pages as pictures in the page itself: nothing is stored, so there is no address to leak."""
        told = papers.facts(
            self.kind,
            self.object,
            by=self.request.user,
            now=timezone.now(),
            note=given.get("note") or "",
            effective_on=given.get("effective_on") or None,
        )
        return [f"data:image/png;base64,{b64encode(one).decode()}" for one in papers.pictures(self.kind, told)]


class OfficialLetterView(DeskDoor, Scoped, View):
    """The paper as a download."""

    capability = "participants.view"
    http_method_names = ["get", "head", "options"]
    model = OfficialLetter

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return respond(get_object_or_404(self.scope().select_related("document"), ref=ref).document, to=request.user)
