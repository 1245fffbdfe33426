"""Completions of another learning system: looked at row by row, then written whole or not at all."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from portal.lifecycle.refusals import Answer, Refused
from portal.web import exports
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView
from training import permissions
from training.actions.completion_imports import import_completions, plan_completions
from training.completion_plans import REFUSED
from training.forms.completion_imports import CompletionImportForm
from training.rules.completion_rows import COLUMNS

MEANINGS: Final = {
    "person_email": "the e-mail address under which the company has the person as a contact",
    "company": "its DUNS number, or the DUNS number or short name of a registration",
    "course": "the code in the catalog of courses",
    "completed_on": "YYYY-MM-DD or MM/DD/YYYY",
    "score": "optional; percent. Below the course's mark the row is refused",
    "certificate_id": "optional; the other system's own number. The same number is taken once",
    "hours": "optional; continuing-education hours of who attended in person and passed, empty for none",
}
# A preview shows what has to be mended first, and no more lines than one reads.
SHOWN: Final = 200


class CompletionImportView(DeskDoor, ActionFormView):
    """The chosen file comes back with the preview as text, so that what is written is what was looked at."""

    capability = "training.view"
    form_class = CompletionImportForm
    template_name = "training/completion_import.html"

    def permission(self) -> Answer:
        return permissions.can_issue_certificates(self.request.user)

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data["content"].encode()
        who = {"by": self.request.user, "now": timezone.now()}
        try:
            if "save" in self.request.POST:
                made = import_completions(data=data, **who)
                messages.success(self.request, f"Imported: {len(made)} completions.")
                return HttpResponseRedirect(reverse("training:certificate-list"))
            planned = plan_completions(data=data, **who)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        again = CompletionImportForm(initial={"content": form.cleaned_data["content"]})
        lines = sorted(planned.lines, key=lambda line: (line.outcome != REFUSED, line.number))
        context = self.get_context_data(
            form=again, planned=planned, lines=lines[:SHOWN], more=max(len(lines) - SHOWN, 0)
        )
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(columns=MEANINGS, **kwargs)


class CompletionTemplateView(DeskDoor, View):
    """An empty CSV with the headings."""

    http_method_names = ["get", "head", "options"]
    capability = "training.manage"
    denial = "Only training coordinators and supervisors may do this."

    def get(self, request: HttpRequest) -> HttpResponse:
        return exports.export("csv", "completions", list(COLUMNS.all), [])
