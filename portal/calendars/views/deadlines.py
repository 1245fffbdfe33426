"""Why this date: the page that every deadline leads to, and the list of those that are open."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from portal.calendars import ladders, loading, why
from portal.calendars.choices import ClockState, IntervalKind
from portal.calendars.models import Clock
from portal.lifecycle import subjects
from portal.web.doors import DeskDoor
from portal.web.tones import NEUTRAL
from portal.web.views import ScopedDetailView, ScopedListView
from portal.web.words import exact


class DeadlineDetailView(DeskDoor, ScopedDetailView):
    """The rule, every span that counted or did not, who paused it, what was told to whom, and what it was before."""

    model = Clock
    template_name = "calendars/deadline_detail.html"

    def scope(self) -> QuerySet[Clock]:
        return super().scope().select_related("calendar", "calendar_version", "plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clock, now = self.object, timezone.now()
        calendar = loading.work_calendar(clock.calendar_version)
        pauses = list(clock.intervals.filter(kind=IntervalKind.PAUSED))
        steps = list(clock.steps.all())
        subject = subjects.visible(self.request.user, clock.subject_type, [clock.subject_ref]).get(clock.subject_ref)
        changes = list(clock.changes.order_by("-at", "-id"))
        for step in steps:
            step.tone = why.STEP_TONES.get(step.outcome, NEUTRAL)
        for change in changes:
            change.versions = why.versions_words(change)
        told = why.explain(clock, calendar, ladders.pauses_of(pauses), steps, now)
        return super().get_context_data(
            clock=clock,
            subject=subject,
            zone=calendar.zone,
            due=self._in_words(clock.due_at, calendar.zone),
            own_due=self._own(clock.due_at, calendar.zone),
            why=told,
            pauses=pauses,
            steps=steps,
            changes=changes,
            breached=self._in_words(clock.breached_at, calendar.zone),
            **kwargs,
        )

    def _in_words(self, at: datetime | None, zone: Any) -> str:
        return exact(timezone.localtime(at, zone)) if at is not None else ""

    def _own(self, at: datetime | None, zone: Any) -> str:
        """The same instant in the reader's zone, where that is another one."""
        if at is None or at.astimezone(zone).utcoffset() == timezone.localtime(at).utcoffset():
            return ""
        return exact(timezone.localtime(at))


class DeadlineFilter(forms.Form):
    show = forms.ChoiceField(
        choices=[("", "Running"), ("late", "Late"), ("paused", "Paused")],
        required=False,
        widget=forms.Select(attrs={"aria-label": "Which deadlines"}),
    )


class DeadlineListView(DeskDoor, ScopedListView):
    """Open deadlines of what the person may see, the most urgent first; paused ones by what is left."""

    model = Clock
    template_name = "calendars/deadline_list.html"
    filter_form = DeadlineFilter
    orders = {"due": ("due_at", "id"), "left": ("remaining", "id")}

    def narrow(self, rows: QuerySet[Clock], wanted: dict[str, Any]) -> QuerySet[Clock]:
        rows = rows.select_related("calendar")
        if wanted.get("show") == "paused":
            return rows.filter(state=ClockState.PAUSED, remaining__isnull=False)
        rows = rows.filter(state=ClockState.RUNNING)
        return rows.filter(due_at__lt=timezone.now()) if wanted.get("show") == "late" else rows

    def order(self) -> str:
        return "left" if self.request.GET.get("show") == "paused" else "due"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["page"]
        return super().get_context_data(rows=with_subjects(self.request.user, page.rows), **kwargs)


def with_subjects(user: Any, clocks: list[Clock]) -> list[tuple[Clock, Any]]:
    """Each clock with the row it is about; one statement for each kind of subject."""
    found: dict[tuple[str, str], Any] = {}
    for type_ in {clock.subject_type for clock in clocks}:
        refs = [clock.subject_ref for clock in clocks if clock.subject_type == type_]
        found |= {(type_, ref): row for ref, row in subjects.visible(user, type_, refs).items()}
    return [(clock, found.get((clock.subject_type, clock.subject_ref))) for clock in clocks]
