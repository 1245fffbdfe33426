"""Reports drawn in the background: one of them, the schedules that draw them, and making a schedule."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from accounts.actions import report_runs as runs
from accounts.actions import report_schedules as actions
from accounts.forms.reports import ScheduleForm
from accounts.models import ReportRun, ReportSchedule
from accounts.report_choices import RunState
from accounts.report_permissions import can_change_schedule
from accounts.rules import report_rhythm
from accounts.views.desk.reports import OfReport, as_download
from portal.lifecycle.refusals import Allowed, Answer, Refused
from portal.reporting import registry
from portal.reporting.chart import drawn
from portal.reporting.papers import FORMS
from portal.reporting.shapes import from_json
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, ScopedDetailView

SHOWN: Final = 60
STEPS: Final = {"pause": actions.pause_schedule, "resume": actions.resume_schedule, "end": actions.end_schedule}
DONE: Final = {"pause": "It is paused.", "resume": "It is resumed.", "end": "It has ended; its runs stay here."}


class ReportRunView(DeskDoor, ScopedDetailView):
    """One's own prepared report, as long as one may still see it; POST takes it along as a file."""

    model = ReportRun
    template_name = "accounts/report_run.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run, told, content = self.object, "", None
        try:
            runs.permitted(run, self.request.user, timezone.now())
            content = from_json(run.content) if run.content is not None else None
        except Refused as refusal:
            told = refusal.reason
        return super().get_context_data(
            run=run,
            report=registry.get(run.report),
            content=content,
            told=told,
            chart=content and content.chart,
            picture=content and drawn(content.chart),
            forms=[(form, form.upper()) for form in FORMS],
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run, form = self.get_object(), request.POST.get("do", "")
        try:
            if form not in FORMS:
                raise Refused("That is not one of the available choices.")
            content = runs.taken(run=run, form=form, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.reason)
            return HttpResponseRedirect(run.get_absolute_url())
        return as_download(content, f"{run.report}-{run.period}", form)


class StepForm(forms.Form):
    step = forms.ChoiceField(choices=[(name, name) for name in STEPS])


class ReportScheduleView(DeskDoor, ActionFormView):
    """When it is drawn next and why then, for whom, and what became of each run; POST pauses, resumes or ends it."""

    model = ReportSchedule
    form_class = StepForm
    template_name = "accounts/report_schedule.html"

    def permission(self) -> Answer:
        if self.request.method != "POST":
            return Allowed()
        return can_change_schedule(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> ReportSchedule:
        self.success_message = DONE[data["step"]]
        return STEPS[data["step"]](schedule=self.object, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        schedule = self.object
        found = ReportRun.objects.filter(schedule=schedule).told().select_related("person")
        words = [(name, value) for name, value in schedule.given.items() if value]
        return super().get_context_data(
            schedule=schedule,
            report=registry.get(schedule.report),
            words=words,
            why=report_rhythm.reason(schedule.rhythm, schedule.next_on),
            people=list(schedule.recipients.order_by("name", "id")),
            runs=list(found.order_by("-asked_at", "person__name", "id")[:SHOWN]),
            ready=RunState.READY,
            may_change=can_change_schedule(self.request.user, schedule),
            **kwargs,
        )


class ScheduleAddView(DeskDoor, OfReport, ActionFormView):
    """A schedule of the report with the parameters of the address, but for the period."""

    form_class = ScheduleForm
    template_name = "accounts/report_schedule_add.html"
    success_message = "It is drawn for the first time on {done.next_on:%B %-d, %Y}."

    def permission(self) -> Answer:
        self.now = timezone.now()
        self.report = self.find()
        return Allowed()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "report": self.report}

    def given(self) -> dict[str, str]:
        names = [choice.name for choice in self.report.choices]
        return {name: self.request.GET[name] for name in names if self.request.GET.get(name)}

    def act(self, data: dict[str, Any], **who: Any) -> ReportSchedule:
        asked = self.asked(self.report, self.given())
        return actions.schedule_report(report=self.report, asked=asked, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words, told = [], ""
        try:
            words = list(self.asked(self.report, self.given()).words.items())
        except Refused as refusal:
            told = refusal.reason
        return super().get_context_data(report=self.report, words=words, told=told, **kwargs)
