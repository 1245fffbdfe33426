"""A file of courses: chosen, looked at row by row, then written whole or not at all."""

from typing import Any

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
from training.actions.course_imports import import_courses, preview_courses
from training.forms.course_imports import CourseImportForm
from training.rules.course_rows import COLUMNS


class CourseImportView(DeskDoor, ActionFormView):
    """The chosen file comes back with the preview as text, so that what is written is what was looked at."""

    capability = "training.view"
    form_class = CourseImportForm
    template_name = "training/course_import.html"

    def permission(self) -> Answer:
        return permissions.can_manage_training(self.request.user)

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data["content"].encode()
        who = {"by": self.request.user, "now": timezone.now()}
        try:
            if "save" in self.request.POST:
                return self._written(import_courses(data=data, **who))
            outcome = preview_courses(data=data, **who)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        again = CourseImportForm(initial={"content": form.cleaned_data["content"]})
        return self.render_to_response(self.get_context_data(form=again, outcome=outcome))

    def _written(self, outcome: Any) -> HttpResponse:
        counts = outcome.counts
        messages.success(self.request, f"Imported: {counts['new']} new, {counts['changed']} changed.")
        return HttpResponseRedirect(reverse("training:course-list"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(columns=COLUMNS, **kwargs)


class CourseImportTemplateView(DeskDoor, View):
    """An empty CSV with the headings."""

    http_method_names = ["get", "head", "options"]
    capability = "training.manage"
    denial = "Only training coordinators and supervisors may do this."

    def get(self, request: HttpRequest) -> HttpResponse:
        return exports.export("csv", "courses", list(COLUMNS), [])
