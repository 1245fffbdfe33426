"""Open issues of a spreadsheet: looked at row by row, then written whole or not at all."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from issues import permissions
from issues.actions.importing import import_issues, plan_issues
from issues.forms.imports import IssueImportForm
from issues.import_plans import REFUSED
from issues.rules.issue_rows import COLUMNS
from portal.lifecycle.refusals import Answer, Refused
from portal.web import exports
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

DENIAL: Final = "Only account managers and supervisors work on issues."
MEANINGS: Final = {
    "company": "its DUNS number, or the DUNS number or short name of a registration",
    "category": "the code or the name in the catalog of categories",
    "title": "in a few words, at most 160 characters",
    "text": "what the participant asks; the participant reads it as the first message",
    "number": "under which the other system knows it. The same number of the same company is taken once",
    "system": "optional; whose number it is: marketrak, dispute, service_desk, notice or other",
    "registration": "optional; its DUNS number or short name",
    "severity": "optional; critical, high, normal or low, or 1 to 4. Normal unless given",
    "opened_on": "optional; YYYY-MM-DD or MM/DD/YYYY. Today unless given",
    "contact_email": "optional; the contact of the company who asks",
    "owner_email": "optional; the account manager unless given",
    "operating_day": "optional; the day concerned",
    "esi_id": "optional; of the point of delivery",
    "tags": "optional; separated by semicolons",
}
# A preview shows what has to be mended first, and no more lines than one reads.
SHOWN: Final = 200


class IssueImportView(DeskDoor, ActionFormView):
    """The chosen file comes back with the preview as text, so that what is written is what was looked at."""

    capability = "issues.work"
    denial = DENIAL
    form_class = IssueImportForm
    template_name = "issues/issue_import.html"

    def permission(self) -> Answer:
        return permissions.can_write_issues(self.request.user)

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data["content"].encode()
        who = {"by": self.request.user, "now": timezone.now()}
        try:
            if "save" in self.request.POST:
                made = import_issues(data=data, **who)
                messages.success(self.request, f"Imported: {len(made)} issues.")
                return HttpResponseRedirect(reverse("issues:issue-list"))
            planned = plan_issues(data=data, **who)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        again = IssueImportForm(initial={"content": form.cleaned_data["content"]})
        lines = sorted(planned.lines, key=lambda line: (line.outcome != REFUSED, line.line))
        context = self.get_context_data(
            form=again, planned=planned, lines=lines[:SHOWN], more=max(len(lines) - SHOWN, 0)
        )
        return self.render_to_response(context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(columns=MEANINGS, **kwargs)


class IssueTemplateView(DeskDoor, View):
    """An empty CSV with the headings."""

    http_method_names = ["get", "head", "options"]
    capability = "issues.work"
    denial = DENIAL

    def get(self, request: HttpRequest) -> HttpResponse:
        return exports.export("csv", "issues", list(COLUMNS.all), [])
