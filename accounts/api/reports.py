"""/api/v1/report-runs/ and report-schedules/: reports drawn in the background, and what draws them; for the staff."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actions import report_schedules
from accounts.actions.report_runs import ask_for_run, permitted
from accounts.api.topics import colleagues
from accounts.models import ReportRun, ReportSchedule, User
from accounts.report_asking import named
from accounts.report_choices import Rhythm, RunState
from accounts.report_permissions import can_ask_for_reports, can_change_schedule
from portal.lifecycle.refusals import Refused
from portal.reporting import registry
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import Input, RefList, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb

REPORT = "The key of the report, as in the address of its page, e.g. `monthly-service`."
PERIOD = "`2026-10`, `2026-Q3`, `2026`, or two days as `2026-10-05..2026-10-11`; last month by default."
NOT_THERE: Final = {
    RunState.WAITING: "It is being prepared.",
    RunState.EXPIRED: "It is not kept any more; ask for it again.",
}
PARAMETERS = 'What the report is narrowed to, as on its page, e.g. `{"participant": "MP-7K3Q9XTB"}`.'


class ReportRunSerializer(RowSerializer):
    report_name = serializers.SerializerMethodField()
    schedule = shown("schedule_ref", nullable=True, note="By which schedule it was drawn, if by one.")

    class Meta:
        model = ReportRun
        fields = (
            "ref",
            "report",
            "report_name",
            "period",
            "given",
            "schedule",
            "state",
            "asked_at",
            "ready_at",
            "expires_at",
            "row_count",
            "refusal",
        )

    def get_report_name(self, run: ReportRun) -> str:
        return registry.name_of(run.report)


class ReportContentSerializer(serializers.Serializer):
    """What was counted, as it stood then."""

    head = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()), help_text="Pairs of a label and words."
    )
    content = serializers.JSONField(help_text="Tables with `title`, `columns` and `rows`, a chart, and notes.")


class ReportScheduleSerializer(RowSerializer):
    report_name = serializers.SerializerMethodField()
    owner = shown("owner_ref")
    recipients = serializers.SerializerMethodField(help_text="References of those for whom it is drawn.")

    class Meta:
        model = ReportSchedule
        fields = (
            "ref",
            "report",
            "report_name",
            "given",
            "rhythm",
            "owner",
            "recipients",
            "made_at",
            "next_on",
            "paused_at",
            "ended_at",
        )

    def get_report_name(self, schedule: ReportSchedule) -> str:
        return registry.name_of(schedule.report)

    def get_recipients(self, schedule: ReportSchedule) -> list[str]:
        return [person.ref for person in schedule.recipients.all()]


class PrepareReport(Input):
    report = serializers.CharField(max_length=60, help_text=REPORT)
    period = serializers.CharField(max_length=30, required=False, help_text=PERIOD)
    parameters = serializers.DictField(
        child=serializers.CharField(max_length=100), required=False, help_text=PARAMETERS
    )


class ScheduleReport(Input):
    report = serializers.CharField(max_length=60, help_text=REPORT)
    parameters = serializers.DictField(
        child=serializers.CharField(max_length=100), required=False, help_text=PARAMETERS
    )
    rhythm = serializers.ChoiceField(choices=Rhythm.choices)
    recipients = RefList(colleagues, max_length=50, help_text="Colleagues who may see the report.")


class ReportStep(Input):
    pass


def prepare(
    *, report: str, by: User, now: datetime, period: str = "", parameters: Mapping[str, str] | None = None
) -> ReportRun:
    """Have a report drawn in the background over what you see; once its `state` is `ready`, read `content`."""
    found, asked = named(report, parameters or {}, period=period, by=by, now=now)
    return ask_for_run(report=found, asked=asked, by=by, now=now)


def schedule(
    *,
    report: str,
    rhythm: str,
    recipients: Sequence[User],
    by: User,
    now: datetime,
    parameters: Mapping[str, str] | None = None,
) -> ReportSchedule:
    """Have a report drawn by itself on the first Business Day after each period, for each over what that one sees."""
    found, asked = named(report, parameters or {}, by=by, now=now)
    return report_schedules.schedule_report(
        report=found, asked=asked, rhythm=rhythm, recipients=recipients, by=by, now=now
    )


class ReportRunFilters(Filters):
    report = django_filters.CharFilter(help_text=REPORT)
    schedule = django_filters.CharFilter(field_name="schedule__ref", help_text="Reference of the schedule.")


class ReportScheduleFilters(Filters):
    report = django_filters.CharFilter(help_text=REPORT)
    running = YesNo("not_ended")

    def not_ended(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.running() if wanted else rows.exclude(pk__in=rows.running().values("pk"))


class ReportRunViewSet(ScopedViewSet):
    """Reports prepared for you, and asking for one. Nobody else reads them."""

    model = ReportRun
    serializer_class = ReportRunSerializer
    filterset_class = ReportRunFilters
    orders = {"asked_at": ("asked_at", "id")}
    subject = "run"

    def rows(self, user: Any) -> QuerySet:
        found = super().rows(user).annotate(schedule_ref=F("schedule__ref"))
        return found if self.action == "content" else found.told()

    @extend_schema(responses=ReportContentSerializer)
    @action(detail=True)
    def content(self, request: Request, **kwargs: str) -> Response:
        """The tables of a report that is ready, as long as it is kept and you may still see it."""
        run = self.get_object()
        permitted(run, request.user, timezone.now())
        if run.content is None:
            raise Refused(run.refusal or NOT_THERE.get(run.state, run.get_state_display()))
        return Response(ReportContentSerializer(run).data)

    create = creates(prepare, PrepareReport, ReportRunSerializer, asks=can_ask_for_reports)


class ReportScheduleViewSet(ScopedViewSet):
    """Reports that draw themselves: yours, those drawn for you, and all of them for whoever oversees the staff."""

    model = ReportSchedule
    serializer_class = ReportScheduleSerializer
    filterset_class = ReportScheduleFilters
    orders = {"made_at": ("made_at", "id")}
    subject = "schedule"

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).annotate(owner_ref=F("owner__ref")).prefetch_related("recipients")

    def owner(self, row: ReportSchedule) -> ReportSchedule:
        return row

    create = creates(schedule, ScheduleReport, ReportScheduleSerializer, asks=can_ask_for_reports)
    pause = verb(
        "pause", report_schedules.pause_schedule, ReportStep, ReportScheduleSerializer, asks=can_change_schedule
    )
    resume = verb(
        "resume", report_schedules.resume_schedule, ReportStep, ReportScheduleSerializer, asks=can_change_schedule
    )
    end = verb("end", report_schedules.end_schedule, ReportStep, ReportScheduleSerializer, asks=can_change_schedule)
