"""Sessions from a file: choose it, look at what it would add, add it. Between the two steps the page keeps the file."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views import View

from participants.rules.imports import csv_text
from portal.lifecycle.refusals import Refused
from portal.web import exports
from training.actions.session_imports import import_sessions, plan_sessions
from training.rules.session_table import COLUMNS
from training.views.desk.session_forms import Managing

LARGEST: Final = 256 * 1024
HELP: Final = {
    "course": "the code of the catalog, such as WMO-RT",
    "format": "classroom, online or self-paced",
    "date": "the day, as 2027-02-09 or 02/09/2027; of a self-paced one its first",
    "starts": "as 08:30 or 8:30 AM, by the clock of the zone; empty for a self-paced one",
    "ends": "the same",
    "session": "optional; rows with the same word here are days of one session",
    "last_date": "only for a self-paced one: its last day",
    "zone": "optional; America/Chicago unless given",
    "title": "optional; the course's own unless given",
    "place": "optional for a draft",
    "seats": "optional; empty is no limit",
    "link": "optional; only people with a seat read it",
    "link_note": "optional; dial-in or access code",
    "note": "optional; for participants",
}


class SessionFileForm(forms.Form):
    """A file that was just chosen, or the text of one that was looked at."""

    file = forms.FileField(
        max_length=300,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"}),
        error_messages={"empty": "This file is empty.", "required": "Choose a file."},
        help_text="A CSV file of at most 256 KB.",
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("text")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        file = data.get("file")
        if self.errors:
            return data
        data["bytes"] = file.read(LARGEST + 1) if file else data["text"].encode()
        if len(data["bytes"]) > LARGEST:
            self.add_error("file", "This file is larger than 256 KB; split it.")
        return data


class SessionImportView(Managing):
    form_class = SessionFileForm
    template_name = "training/session_import.html"
    title = "Import sessions"
    lead = "They are added as drafts, all of them or none. First you see what would be added."
    submit_label = "Preview"

    def form_valid(self, form: SessionFileForm) -> HttpResponse:
        given = {"data": form.cleaned_data["bytes"], "by": self.request.user, "now": timezone.now()}
        try:
            if form.cleaned_data["text"]:
                return self.added(len(import_sessions(**given)))
            plan = plan_sessions(**given)
        except Refused as refused:
            form.add_error("file", refused.reason)
            return self.form_invalid(form)
        text = "" if plan.errors else csv_text.decode(form.cleaned_data["bytes"])
        return self.render_to_response(self.get_context_data(form=form, plan=plan, text=text))

    def added(self, count: int) -> HttpResponse:
        messages.success(self.request, f"Added {count} draft{'' if count == 1 else 's'}.")
        return HttpResponseRedirect(f"{reverse('training:session-list')}?view=drafts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        columns = [(name, HELP[name]) for name in COLUMNS.all]
        return super().get_context_data(columns=columns, **kwargs)


class SessionTemplateView(Managing, View):
    """An empty CSV with the headings."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return exports.export("csv", "sessions", list(COLUMNS.all), [])
