"""Templates of letters at the desk: the list, and writing them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from participants import permissions
from participants.actions.letter_templates import add_template, change_template, end_template
from participants.forms.letters import LetterTemplateForm
from participants.models import LetterTemplate
from participants.rules.letter_places import PLACES
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, ScopedListView


class TemplateListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = LetterTemplate
    template_name = "participants/letter_template_list.html"
    orders = {"title": ("title", "id")}

    def scope(self) -> QuerySet:
        return super().scope().in_use()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        context = super().get_context_data(may_add=permissions.can_write_templates(user), **kwargs)
        for row in context["page"].rows:
            row.may_write = permissions.can_change_template(user, row)
        return context


class TemplateForm(DeskDoor, ActionFormView):
    capability = "participants.view"
    form_class = LetterTemplateForm
    template_name = "participants/letter_template_form.html"
    title = ""
    success_message = "Saved: {done.title}."

    def get_success_url(self) -> str:
        return reverse("participants:letter-template-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, places=PLACES.variables.items(), **kwargs)


class TemplateAddView(TemplateForm):
    title = "New template of letters"

    def permission(self) -> Answer:
        return permissions.can_write_templates(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> LetterTemplate:
        return add_template(**data, **who)


class TemplateChangeView(TemplateForm):
    """Sent with `end` it is put out of use."""

    model = LetterTemplate
    title = "Change the template"

    def scope(self) -> QuerySet:
        return super().scope().in_use()

    def permission(self) -> Answer:
        return permissions.can_change_template(self.request.user, self.object)

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.object.title, "text": self.object.text}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "end" not in request.POST:
            return super().post(request, *args, **kwargs)
        end_template(template=self.object, by=request.user, now=timezone.now())
        messages.success(request, f"Nobody is offered “{self.object.title}” any more.")
        return HttpResponseRedirect(self.get_success_url())

    def act(self, data: dict[str, Any], **who: Any) -> LetterTemplate:
        return change_template(template=self.object, **data, **who)
