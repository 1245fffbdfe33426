"""What rows of sensitive tables were before each change, for supervisors and auditors."""

from datetime import UTC, timedelta
from typing import Any, Final

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone

from portal.audit import history, naming, reading_history
from portal.audit.exporting import record_export
from portal.audit.models import RowChange
from portal.audit.timeline import number_named
from portal.audit.views.trail import begins
from portal.lifecycle.refusals import Allowed, Answer
from portal.web import exports
from portal.web.days import DayField
from portal.web.doors import DeskDoor
from portal.web.views import ScopedListView

HEADER: Final = ("At (UTC)", "What", "Row", "Reference", "Participant", "Done", "Changes", "By", "Action", "Event")
ACTORS: Final = {
    "": "Anybody",
    "people": "People",
    "portal": "The portal itself, with an event",
    "none": "Nobody: without an event",
}
ACTED: Final = {
    "people": Q(by__isnull=False),
    "portal": Q(by=None, event__isnull=False),
    "none": Q(event=None),
}


class HistoryFilter(forms.Form):
    """All optional. `of` is a reference, or with a noun the code of one of its rows."""

    noun = forms.ChoiceField(required=False, widget=forms.Select(attrs={"aria-label": "Of which table"}))
    field = forms.ChoiceField(required=False, widget=forms.Select(attrs={"aria-label": "Which field"}))
    of = forms.CharField(required=False, max_length=40)
    who = forms.CharField(required=False, max_length=120)
    acted = forms.ChoiceField(
        required=False, choices=list(ACTORS.items()), widget=forms.Select(attrs={"aria-label": "Who acted"})
    )
    since = DayField(required=False, widget=forms.DateInput(attrs={"type": "date", "aria-label": "From"}))
    until = DayField(required=False, widget=forms.DateInput(attrs={"type": "date", "aria-label": "Until"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = history.of_noun(self.data.get("noun", ""))
        self.fields["noun"].choices = [("", "Any table"), *((one.noun, one.title) for one in history.every())]
        columns = reading_history.fields(self.kept) if self.kept else []
        self.fields["field"].choices = [("", "Any field"), *columns]


class HistoryListView(DeskDoor, ScopedListView):
    """Newest first. The address names the filters, so that a row's page leads here."""

    capability = "audit.view"
    denial = "Only supervisors and auditors read what rows were before."
    model = RowChange
    template_name = "audit/history_list.html"
    filter_form = HistoryFilter
    orders = {"newest": ("-id",)}
    named_by = "pk"
    export_verb = "audit.history.exported"
    export_columns = dict.fromkeys(HEADER)

    def may_export(self) -> Answer:
        return Allowed()

    def placed(self, name: str) -> str:
        return number_named(super().placed(name))

    def scope(self) -> QuerySet:
        return super().scope().select_related("event")

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        kept = self.form.kept
        if self.form.errors:
            return rows.none()
        if wanted.get("of"):
            rows = rows.filter(self._of(wanted["of"].strip()))
        elif kept:
            rows = rows.filter(table=kept.table)
        if wanted.get("field"):
            rows = rows.filter(changes__has_key=wanted["field"])
        if wanted.get("who"):
            rows = rows.filter(by__in=_people(wanted["who"].strip()))
        if wanted.get("acted"):
            rows = rows.filter(ACTED[wanted["acted"]])
        if wanted.get("since"):
            rows = rows.filter(at__gte=begins(wanted["since"]))
        if wanted.get("until"):
            rows = rows.filter(at__lt=begins(wanted["until"] + timedelta(days=1)))
        return rows

    def _of(self, name: str) -> Q:
        """One row and its parts; with a participant's reference and no table, all that is the participant's."""
        kept = self.form.kept
        if kept is None:
            participant = naming.id_of(name.upper())
            if participant:
                return Q(participant_id=participant)
            kept = history.of_reference(name.upper())
        found = history.row_named(kept, name) if kept else None
        if found is None:
            return Q(object_ref=name.upper()) & (Q(table=kept.table) if kept else Q())
        parts = [one.table for one in history.parts_of(kept.model)]
        return Q(table=kept.table, row_id=found) | Q(table__in=parts, whole_id=found)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        filtered = any(self.request.GET.get(name) for name in self.form.fields)
        changes = reading_history.told(kwargs["page"].rows)
        return super().get_context_data(changes=changes, filtered=filtered, tab="history", **kwargs)

    def export(self, kind: str, rows: QuerySet) -> HttpResponse:
        self.may_export().enforce()
        found = list(rows.order_by("-id")[: self.export_limit])
        who = {"by": self.request.user, "at": timezone.now()}
        record_export(self.export_verb, kind=kind, rows=len(found), query=self.request.GET, **who)
        return exports.export(kind, "history", HEADER, map(_cells, reading_history.told(found)))


def _people(words: str) -> QuerySet:
    """By reference or address exactly, else by name."""
    people = get_user_model()._base_manager.order_by().values("pk")
    known = people.filter(Q(ref=words.upper()) | Q(email=words.lower()))
    return known if "@" in words or known.exists() else people.filter(name__icontains=words)


def _cells(one: reading_history.ToldChange) -> tuple[str, ...]:
    row = one.row
    return (
        row.at.astimezone(UTC).isoformat(timespec="seconds"),
        one.noun,
        one.name,
        row.object_ref,
        one.of.name if one.of else "",
        row.get_done_display(),
        "; ".join(f"{change.field}: {change.before} -> {change.after}" for change in one.changes),
        one.by,
        one.verb,
        str(row.event_id or ""),
    )
