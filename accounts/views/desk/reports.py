"""The library of reports, one report with its downloads, and the numbers that reports keep to."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.actions import report_runs as actions
from accounts.actions.report_rules import change_report_rule
from accounts.forms.reports import RuleForm
from accounts.models import ReportRule, ReportRun, ReportSchedule
from accounts.report_drawing import content_of, paper_of
from accounts.report_permissions import can_change_rules, can_publish_figures, can_see_report
from accounts.rules import report_rhythm
from portal.lifecycle.refusals import Allowed, Answer, Refused
from portal.reporting import periods, registry
from portal.reporting.chart import drawn
from portal.reporting.papers import FORMS, made
from portal.reporting.registry import PERIOD, Asked, Report
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

SHOWN: Final = 20
PREPARE: Final = "prepare"


class ReportListView(DeskDoor, TemplateView):
    template_name = "accounts/report_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        schedules = ReportSchedule.objects.visible_to(user).filter(ended_at=None).select_related("owner")
        rows = list(schedules.order_by("next_at", "id")[: SHOWN * 2])
        for row in rows:
            row.why = report_rhythm.reason(row.rhythm, row.next_on)
        return super().get_context_data(
            reports=registry.offered(user),
            schedules=rows,
            runs=list(ReportRun.objects.visible_to(user).told().order_by("-asked_at", "-id")[:SHOWN]),
            may_publish=can_publish_figures(user),
            **kwargs,
        )


class OfReport:
    """Finds the report and reads its parameters from the address or the form."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def find(self) -> Report:
        report = registry.get(self.kwargs["key"])
        if report is None:
            raise Http404
        can_see_report(self.request.user, report).enforce()
        return report

    def asked(self, report: Report, given: Any) -> Asked:
        return report.read(self.request.user, {name: given.get(name, "") for name in given}, market_day(self.now))


class ReportView(DeskDoor, OfReport, TemplateView):
    """GET draws it as a page, POST takes it along as a file or has it prepared in the background."""

    template_name = "accounts/report_detail.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.now = timezone.now()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report, asked, content, told, status = self.find(), None, None, "", 200
        too_long = missing = False
        try:
            asked = self.asked(report, request.GET)
            content = content_of(report, request.user, asked, self.now)
        except Refused as refusal:
            told, too_long, missing = refusal.reason, refusal.code == "too_long", refusal.code == "missing_choice"
            status = 200 if missing or too_long else 422
        context = self.get_context_data(
            report=report,
            asked=asked,
            content=content,
            head=report.head(request.user, asked) if asked else [],
            chart=content and content.chart,
            picture=content and drawn(content.chart),
            told=told,
            too_long=too_long,
            missing=missing,
            forms=[(form, form.upper()) for form in FORMS],
            fields=fields_of(report, request.user, request.GET),
            **period_fields(request.GET, market_day(self.now)),
        )
        return self.render_to_response(context, status=status)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report, wanted = self.find(), request.POST.get("do", "")
        try:
            asked = self.asked(report, request.POST)
            if wanted == PREPARE:
                run = actions.ask_for_run(report=report, asked=asked, by=request.user, now=self.now)
                messages.success(request, "It is being prepared; a message tells you when it is ready.")
                return HttpResponseRedirect(run.get_absolute_url())
            if wanted not in FORMS:
                raise Refused("That is not one of the available choices.")
            content = content_of(report, request.user, asked, self.now)
        except Refused as refusal:
            messages.error(request, refusal.reason)
            return HttpResponseRedirect(reverse("accounts:report-detail", args=[report.key]))
        paper = paper_of(report, request.user, asked, content, self.now)
        said = {"period": asked.period.key, **asked.words}
        actions.note_export(
            report=report, asked=said, rows=content.row_count, form=wanted, by=request.user, now=self.now
        )
        return as_download(made(wanted, paper), f"{report.key}-{asked.period.key}", wanted)


def as_download(content: bytes, name: str, form: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name.replace("..", "-to-")}.{form}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=FORMS[form], headers=headers)


def fields_of(report: Report, user: Any, given: Any) -> list[dict[str, Any]]:
    """The choices of a report as fields, with what was chosen."""
    return [
        {
            "choice": choice,
            "value": given.get(choice.name, "")[: registry.MOST],
            "options": choice.options(user) if choice.options else None,
        }
        for choice in report.choices
    ]


def period_fields(given: Any, today: Any) -> dict[str, Any]:
    """Months, quarters and years to choose from; days given by hand stand in fields of their own."""
    chosen, first, last = (given.get(name, "")[:30] for name in PERIOD)
    if ".." in chosen and not first and not last:
        first, last = chosen.split("..", 1)
    offered = [(one.key, one.label) for one in periods.offered(today)]
    if not chosen:
        chosen = periods.month_of(today).before.key
    if not (first or last) and chosen not in dict(offered):
        offered.insert(0, (chosen, chosen))
    return {"offered": offered, "chosen": "" if first or last else chosen, "first": first, "last": last}


class ReportRulesView(DeskDoor, ActionFormView):
    """What reports keep to: everybody of the staff reads it, supervisors change it."""

    form_class = RuleForm
    template_name = "accounts/report_rules.html"
    success_message = "“{done.name}” is changed."

    def permission(self) -> Answer:
        return can_change_rules(self.request.user) if self.request.method == "POST" else Allowed()

    def act(self, data: dict[str, Any], **who: Any) -> ReportRule:
        return change_report_rule(**data, **who)

    def get_success_url(self) -> str:
        return reverse("accounts:report-rules")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = ReportRule.objects.visible_to(self.request.user).order_by("order", "code")
        return super().get_context_data(rules=list(rows), may_change=can_change_rules(self.request.user), **kwargs)
