"""Control: what was done in an exception, and what left the portal. For supervisors and auditors."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, Final, NamedTuple

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from issues.models import AnswerReview, HeldAnswer, ReleaseOverride
from participants import permissions
from participants.actions.glass_breaks import review_opening
from participants.choices import GlassMark
from participants.models import AcceptedMatch, AccessReview, GlassBreak, HealthOverride
from portal.audit import naming
from portal.audit.exporting import export_verbs
from portal.audit.models import AuditEvent
from portal.audit.timeline import number_named, told
from portal.lifecycle.refusals import Allowed, Answer
from portal.web.days import DayField
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionButton, ScopedListView

NEWEST: Final = {"newest": ("-at", "-id")}
MARKS: Final = {"unmarked": "Not looked at", GlassMark.ASKED: "Asked back", GlassMark.FINE: "Fine", "all": "All"}


class Source(NamedTuple):
    """A kind of override: what the log says of a row of it."""

    label: str
    model: Any
    joined: tuple[str, ...]
    what: Callable[[Any], str]
    why: Callable[[Any], str]


SOURCES: Final = {
    "answers": Source(
        "Answers let go",
        ReleaseOverride,
        ("issue",),
        lambda row: f"{row.issue.ref} left although it names {', '.join(one['words'] for one in row.findings)}",
        lambda row: row.reason,
    ),
    "levels": Source(
        "Assignments above a level",
        AcceptedMatch,
        ("assignment__person",),
        lambda row: f"{row.assignment.person} looks after a participant marked {row.get_degree_display().lower()}",
        lambda row: row.reason,
    ),
    "health": Source(
        "Health marked by hand",
        HealthOverride,
        (),
        lambda row: f"Marked {row.get_mark_display().lower()} by hand",
        lambda row: row.comment,
    ),
}


class LogFilter(forms.Form):
    """All optional: who did it, and in which days."""

    who = forms.CharField(required=False, max_length=120)
    since = DayField(required=False, widget=forms.DateInput(attrs={"type": "date", "aria-label": "From"}))
    until = DayField(required=False, widget=forms.DateInput(attrs={"type": "date", "aria-label": "Until"}))


class ControlList(DeskDoor, ScopedListView):
    """One of the logs. `person` and `instant` name the columns by which it is filtered."""

    capability = "audit.view"
    denial = "Only supervisors and auditors read these logs."
    filter_form = LogFilter
    orders = NEWEST
    person = "by__name"
    instant = "at"
    tab = ""

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if wanted.get("who"):
            rows = rows.filter(**{f"{self.person}__icontains": wanted["who"].strip()})
        if wanted.get("since"):
            rows = rows.filter(**{f"{self.instant}__gte": begins(wanted["since"])})
        if wanted.get("until"):
            rows = rows.filter(**{f"{self.instant}__lt": begins(wanted["until"] + timedelta(days=1))})
        return rows

    def may_export(self) -> Answer:
        return Allowed()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filtered = any(self.request.GET.get(name) for name in self.form.fields)
        return super().get_context_data(tab=self.tab, filtered=filtered, **kwargs)


def begins(day: Any) -> datetime:
    """The first instant of a day in the reader's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


class OpeningListView(ControlList):
    """Restricted participants that were opened, and what supervisors think of it."""

    model = GlassBreak
    template_name = "control/openings.html"
    tab = "openings"
    orders = {"newest": ("-opened_at", "-id")}
    person = "person__name"
    instant = "opened_at"
    export_name = "openings"
    export_verb = "participants.openings.exported"
    export_columns = {
        "Opened (UTC)": lambda row: row.opened_at.isoformat(timespec="seconds"),
        "Until (UTC)": lambda row: row.expires_at.isoformat(timespec="seconds"),
        "By": lambda row: row.person.name,
        "Participant": lambda row: row.participant.name,
        "Reason": lambda row: row.reason,
        "Marked": lambda row: row.review.get_mark_display() if hasattr(row, "review") else "",
        "Remark": lambda row: row.review.remark if hasattr(row, "review") else "",
        "Marked by": lambda row: row.review.by.name if hasattr(row, "review") else "",
    }

    @property
    def mark(self) -> str:
        chosen = self.request.GET.get("mark", "")
        return chosen if chosen in MARKS else "unmarked"

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.every = super().narrow(rows, wanted)
        return self._marked(self.mark).select_related("person", "participant", "review__by")

    def _marked(self, mark: str) -> QuerySet:
        chosen = {"unmarked": Q(review=None), "all": Q()}.get(mark, Q(review__mark=mark))
        return self.every.filter(chosen)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, page = self.request.user, kwargs["page"]
        others = {mark: bounded_count(self._marked(mark)) for mark in MARKS if mark != self.mark}
        tabs = [(mark, label, others.get(mark, page.total)) for mark, label in MARKS.items()]
        rows = [(row, bool(permissions.can_review_opening(user, row))) for row in page.rows]
        return super().get_context_data(marks=tabs, mark=self.mark, rows=rows, elsewhere=elsewhere(user), **kwargs)


def elsewhere(user: Any) -> list[tuple[str, str, str]]:
    """What else is looked at again and again, on pages of its own: words, address and how many."""
    open_reviews = AccessReview.objects.visible_to(user).open()
    found = [("Access reviews that are open", reverse("participants:access-review-list"), bounded_count(open_reviews))]
    if user.can("issues.work"):
        sampled = AnswerReview.objects.visible_to(user).waiting()
        found.append(("Released answers to review", reverse("issues:review-list"), bounded_count(sampled)))
        held = HeldAnswer.objects.visible_to(user).waiting()
        found.append(("Answers that wait for a mentor", reverse("issues:held-list"), bounded_count(held)))
    return found


class OpeningReviewForm(forms.Form):
    mark = forms.ChoiceField(choices=GlassMark, error_messages={"required": "Choose a mark."})
    remark = forms.CharField(required=False, max_length=500)


class OpeningReviewView(DeskDoor, ActionButton):
    """Fine, or asked back."""

    model = GlassBreak
    form_class = OpeningReviewForm
    success_message = "Marked."

    def permission(self) -> Answer:
        return permissions.can_review_opening(self.request.user, self.object) if self.object else Allowed()

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return review_opening(glass_break=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("control:opening-list")


class OverrideListView(ControlList):
    """Where a rule of the portal was set aside with a reason, one kind at a time."""

    template_name = "control/overrides.html"
    tab = "overrides"
    export_name = "overrides"
    export_verb = "participants.overrides.exported"

    @property
    def source(self) -> str:
        chosen = self.request.GET.get("kind", "")
        return chosen if chosen in SOURCES else next(iter(SOURCES))

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        kind = SOURCES[self.source]
        self.model = kind.model
        self.export_columns = {
            "At (UTC)": lambda row: row.at.isoformat(timespec="seconds"),
            "By": lambda row: row.by.name,
            "Participant": lambda row: row.participant.name,
            "What": kind.what,
            "Why": kind.why,
        }
        return super().get(request, *args, **kwargs)

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "by", *SOURCES[self.source].joined)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kind = SOURCES[self.source]
        rows = [(row, kind.what(row), kind.why(row)) for row in kwargs["page"].rows]
        kinds = [(key, source.label) for key, source in SOURCES.items()]
        return super().get_context_data(rows=rows, kinds=kinds, kind=self.source, **kwargs)


class ExportListView(ControlList):
    """Every file of data that left: who took it, how many rows, by which filter."""

    model = AuditEvent
    template_name = "control/exports.html"
    tab = "exports"
    named_by = "pk"
    person = "by_label"
    export_name = "exports"
    export_verb = "audit.exports.exported"
    export_columns = {
        "At (UTC)": lambda row: row.at.isoformat(timespec="seconds"),
        "By": lambda row: row.by_label,
        "What": lambda row: told(row).label,
        "Of": lambda row: row.object_label,
        "Rows": lambda row: set_to(row, "rows"),
        "Form": lambda row: set_to(row, "format"),
        "Filter": lambda row: set_to(row, "filter"),
    }

    def placed(self, name: str) -> str:
        return number_named(super().placed(name))

    def scope(self) -> QuerySet:
        return super().scope().filter(verb__in=export_verbs())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["page"]
        names = naming.names(row.participant_id for row in page.rows)
        facts = ("rows", "format", "filter")
        rows = [(told(row), names.get(row.participant_id), *(set_to(row, one) for one in facts)) for row in page.rows]
        return super().get_context_data(rows=rows, **kwargs)


def set_to(event: AuditEvent, name: str) -> str:
    """What an event says was set under a name."""
    pair = event.changes.get(name, "")
    return str(pair[-1] if isinstance(pair, list) and pair else pair)
