"""Why this date: the page that every deadline leads to, and the list of those that are open."""

from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.calendars import deadline_kinds, deadline_lists, ladders, loading, why
from portal.calendars.choices import ClockState, IntervalKind
from portal.calendars.models import Clock
from portal.lifecycle import subjects
from portal.web.days import DayField
from portal.web.doors import DeskDoor
from portal.web.tones import NEUTRAL
from portal.web.views import ScopedDetailView, ScopedListView
from portal.web.words import exact

EVER: Final = datetime(1900, 1, 1, tzinfo=UTC)
FOREVER: Final = datetime(9999, 1, 1, tzinfo=UTC)


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
        choices=[
            ("", "Running"),
            ("late", "Late"),
            ("risk", "At risk"),
            ("due", "Coming"),
            ("missed", "Missed"),
            ("paused", "Paused"),
        ],
        required=False,
        widget=forms.Select(attrs={"aria-label": "Which deadlines"}),
    )
    kind = forms.ChoiceField(required=False, widget=forms.Select(attrs={"aria-label": "Of what"}))
    since = DayField(required=False, label="From")
    until = DayField(required=False, label="Until")

    def __init__(self, data: Any) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.fields["kind"].choices = [("", "Of any kind"), *deadline_kinds.kinds().items()]


class DeadlineListView(DeskDoor, ScopedListView):
    """Deadlines of what the person may see: open ones, the most urgent first; paused ones by what is left; those that
    were missed in some days, the latest first."""

    model = Clock
    template_name = "calendars/deadline_list.html"
    filter_form = DeadlineFilter
    orders = {"due": ("due_at", "id"), "left": ("remaining", "id"), "missed": ("-missed_at", "-id")}

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def narrowings(self) -> list[tuple[str, Q, str]]:
        return list(deadline_lists.narrowed(self.request.user, self.request.GET.dict()))

    def narrow(self, rows: QuerySet[Clock], wanted: dict[str, Any]) -> QuerySet[Clock]:
        for _name, condition, _words in self.narrowings:
            rows = rows.filter(condition)
        rows = rows.filter(deadline_kinds.of_kind(wanted.get("kind", ""))).select_related("calendar")
        return self._shown(rows, wanted.get("show", ""), wanted.get("since"), wanted.get("until"))

    def _shown(self, rows: QuerySet[Clock], show: str, since: date | None, until: date | None) -> QuerySet[Clock]:
        begin = deadline_lists.start_of(since) if since else None
        end = deadline_lists.end_of(until) if until else None
        if show == "paused":
            return rows.filter(state=ClockState.PAUSED, remaining__isnull=False)
        if show == "missed":
            span = deadline_lists.missed(begin or EVER, end or FOREVER, self.now)
            return rows.filter(span).annotate(missed_at=deadline_lists.MISSED_AT)
        if show == "late":
            return rows.filter(deadline_lists.late(self.now))
        if show == "risk":
            ends = deadline_lists.risk_ends(deadline_lists.business(), self.now)
            return rows.filter(deadline_lists.coming(self.now, ends))
        if show == "due":
            return rows.filter(deadline_lists.coming(self.now, end or FOREVER, begin))
        return rows.filter(deadline_lists.RUNNING)

    def _without(self, name: str) -> str:
        """The address's query without one of its parameters, from the first page on."""
        query = self.request.GET.copy()
        for gone in (name, "after", "before"):
            query.pop(gone, None)
        return query.urlencode()

    def order(self) -> str:
        return {"paused": "left", "missed": "missed"}.get(self.request.GET.get("show", ""), "due")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page, asked = kwargs["page"], self.request.GET
        return super().get_context_data(
            rows=with_subjects(self.request.user, page.rows),
            narrowings=[(name, asked[name], words, self._without(name)) for name, _q, words in self.narrowings],
            filtered=any(asked.get(name) for name in ("show", "kind", "since", "until", "team")),
            **kwargs,
        )


def with_subjects(user: Any, clocks: list[Clock]) -> list[tuple[Clock, Any]]:
    """Each clock with the row it is about; one statement for each kind of subject."""
    found: dict[tuple[str, str], Any] = {}
    for type_ in {clock.subject_type for clock in clocks}:
        refs = [clock.subject_ref for clock in clocks if clock.subject_type == type_]
        found |= {(type_, ref): row for ref, row in subjects.visible(user, type_, refs).items()}
    return [(clock, found.get((clock.subject_type, clock.subject_ref))) for clock in clocks]
