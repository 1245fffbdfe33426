"""Looking at calendars: all of the desk's staff may."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from portal.audit.models import AuditEvent
from portal.calendars import loading, opening, permissions, weeks, year_view
from portal.calendars.actions.publishing import PUBLISHED
from portal.calendars.choices import RecomputeState
from portal.calendars.drafts import what_in_words
from portal.calendars.forms.changing import AddHolidayForm
from portal.calendars.missing import lacking, warnings_of
from portal.calendars.models import Calendar, CalendarVersion, RecomputeRun
from portal.calendars.week import DAY_NAMES, WorkCalendar
from portal.web.doors import DeskDoor
from portal.web.views import Scoped

LATEST_RUNS: Final = 5
LATEST_VERSIONS: Final = 20
WORKING: Final = (RecomputeState.QUEUED, RecomputeState.RUNNING)


@dataclass(frozen=True)
class Shown:
    """A calendar as a page shows it."""

    row: Calendar
    version: CalendarVersion
    calendar: WorkCalendar
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.calendar.zone).date()

    @property
    def hours(self) -> str:
        return weeks.in_words(self.calendar.week)

    @property
    def days(self) -> list[tuple[str, str]]:
        named = zip(DAY_NAMES, self.calendar.week, strict=True)
        return [(name, weeks.day_in_words(hours)) for name, hours in named]

    @property
    def is_open(self) -> bool:
        return opening.opening(self.calendar, self.now).is_open

    @property
    def state(self) -> str:
        return opening.in_words(self.calendar, self.now)

    @property
    def warnings(self) -> list[str]:
        return warnings_of(self.version, self.today)


class CalendarDoor(DeskDoor, Scoped):
    """Calendars by code, with the version that holds."""

    model = Calendar

    def scope(self) -> QuerySet:
        return super().scope().prefetch_related(loading.held())

    def shown(self, row: Calendar) -> Shown:
        version = row.held[0]
        return Shown(row, version, loading.work_calendar(version), timezone.now())

    def find(self) -> Shown:
        return self.shown(get_object_or_404(self.scope(), code=self.kwargs["code"]))


class CalendarListView(CalendarDoor, TemplateView):
    template_name = "calendars/calendar_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        calendars = [self.shown(row) for row in self.scope().order_by("order", "code")]
        warnings = lacking((shown.version for shown in calendars), timezone.now())
        return super().get_context_data(calendars=calendars, lacking=warnings, **kwargs)


class CalendarDetailView(CalendarDoor, TemplateView):
    template_name = "calendars/calendar_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = self.find()
        holidays = loading.draft_of(shown.version).holidays
        years = sorted({one.day.year for one in holidays} | {shown.today.year})
        year = self._year(years, shown.today.year)
        return super().get_context_data(
            shown=shown,
            years=years,
            year=year,
            months=year_view.months(year, shown.calendar, holidays, shown.today) if holidays else [],
            holidays=[one for one in shown.version.holidays.all() if one.day.year == year],
            versions=history_of(shown.row),
            may_edit=permissions.can_edit(self.request.user),
            form=AddHolidayForm(initial={"base": shown.version.number}),
            **runs_of(shown.row),
            **kwargs,
        )

    def _year(self, years: list[int], usual: int) -> int:
        wanted = self.request.GET.get("year", "")
        return next((year for year in years if str(year) == wanted), usual)


class CalendarRunsView(CalendarDoor, View):
    """How far the clocks are worked out anew; asked for every two seconds while that goes on."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        row = get_object_or_404(super().scope(), code=code)
        return render(request, "calendars/_runs.html", {"shown": {"row": row}} | runs_of(row))


def history_of(row: Calendar) -> list[tuple[CalendarVersion, list[tuple[str, str, str]]]]:
    """The latest versions, each with what it changed, as the audit trail kept it."""
    versions = row.versions.select_related("published_by").order_by("-number")[:LATEST_VERSIONS]
    events = AuditEvent.objects.filter(object_ref=row.ref, verb=PUBLISHED).order_by("-id")[:LATEST_VERSIONS]
    changes = {event.changes["version"][1]: event.changes for event in events}
    return [
        (
            version,
            [
                (what_in_words(what), old, new)
                for what, (old, new) in changes.get(str(version.number), {}).items()
                if what != "version"
            ],
        )
        for version in versions
    ]


def runs_of(row: Calendar) -> dict[str, Any]:
    """The latest runs of a calendar, and whether one is still at it."""
    runs = RecomputeRun.objects.filter(version__calendar=row).select_related("version", "started_by")
    latest = list(runs.order_by("-started_at", "-id")[:LATEST_RUNS])
    return {"runs": latest, "working": any(run.state in WORKING for run in latest)}
