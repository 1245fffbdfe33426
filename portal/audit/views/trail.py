"""The searchable audit trail, for supervisors and auditors."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from portal.audit import naming, proofs, trail, verbs
from portal.audit.exporting import record_export
from portal.audit.models import AuditEvent
from portal.audit.timeline import page_of_events, told
from portal.web import exports
from portal.web.days import DayField
from portal.web.doors import DeskDoor

EXPORT_LIMIT = 50_000
HEADER = ("At (UTC)", "By", "Acting for", "What", "Object", "Reference", "Participant", "Changes", "Reason", "Address")


class AuditFilter(forms.Form):
    """All optional. `of` is the reference of a row, of a participant or of a person; `event` is one event."""

    verb = forms.ChoiceField(required=False, widget=forms.Select(attrs={"aria-label": "What happened"}))
    by = forms.CharField(required=False, max_length=120)
    of = forms.CharField(required=False, max_length=30)
    since = DayField(required=False, widget=forms.DateInput(attrs={"type": "date", "aria-label": "From"}))
    event = forms.IntegerField(required=False, min_value=1, max_value=10**18)
    until = DayField(required=False, widget=forms.DateInput(attrs={"type": "date", "aria-label": "Until"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [(verb.name, verb.label) for verb in verbs.every()]
        self.fields["verb"].choices = [("", "Anything"), *sorted(every, key=lambda choice: choice[1])]


def begins(day: Any) -> datetime:
    """The first instant of a day in the reader's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


class AuditListView(DeskDoor, TemplateView):
    """Newest first; every filter is served by an index and stands in the address."""

    capability = "audit.view"
    denial = "Only supervisors and auditors read the audit trail."
    template_name = "audit/audit_list.html"

    def rows(self, form: AuditFilter) -> QuerySet[AuditEvent]:
        rows = AuditEvent.objects.visible_to(self.request.user)
        wanted = form.cleaned_data if form.is_valid() else {}
        if wanted.get("verb"):
            rows = rows.filter(verb=wanted["verb"])
        if wanted.get("event"):
            rows = rows.filter(pk=wanted["event"])
        if wanted.get("by"):
            rows = self._by(rows, wanted["by"].strip())
        if wanted.get("of"):
            rows = self._of(rows, wanted["of"].strip().upper())
        if wanted.get("since"):
            rows = rows.filter(at__gte=begins(wanted["since"]))
        if wanted.get("until"):
            rows = rows.filter(at__lt=begins(wanted["until"] + timedelta(days=1)))
        return rows

    def _by(self, rows: QuerySet, words: str) -> QuerySet:
        """By a person's reference, address or name as it stands in the events."""
        people = get_user_model().objects
        known = people.filter(ref=words.upper()) | people.filter(email=words.lower())
        ids = list(known.values_list("pk", flat=True))
        return rows.filter(by__in=ids) if ids else rows.filter(by_label__icontains=words)

    def _of(self, rows: QuerySet, ref: str) -> QuerySet:
        """Of one row, or with a participant's reference everything that concerns that participant."""
        participant = naming.id_of(ref)
        return rows.filter(participant_id=participant) if participant else rows.filter(object_ref=ref)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AuditFilter(request.GET)
        rows = self.rows(form)
        if request.GET.get("export") in exports.FORMATS:
            return self.export(request.GET["export"], rows)
        if request.GET.get("export") == "proofs":
            return self.with_proofs(rows, self.wanted(form))
        page = page_of_events(rows, request.GET)
        names = naming.names(one for event in page.rows for one in (event.participant_id, event.acting_for_id))
        events = [(told(event), names.get(event.participant_id)) for event in page.rows]
        filtered = any(request.GET.get(name) for name in form.fields)
        return self.render_to_response(
            self.get_context_data(form=form, page=page, events=events, filtered=filtered, **kwargs)
        )

    def wanted(self, form: AuditFilter) -> str:
        """The filters as the address names them; empty for the whole trail."""
        return urlencode({name: value for name in form.fields if (value := self.request.GET.get(name))})

    def with_proofs(self, rows: QuerySet, wanted: str) -> HttpResponse:
        """A file that `verify_audit_export` checks; its digest is recorded, so a changed file is told from this one."""
        now = timezone.now()
        lines = proofs.lines(rows, wanted=wanted, now=now)
        changes = {
            "format": "proofs",
            "filter": wanted,
            "rows": proofs.events_in(lines),
            "digest": proofs.digest(lines[:-1]),
        }
        changes = {name: ["", value] for name, value in changes.items()}
        trail.record("audit.trail.exported", by=self.request.user, at=now, changes=changes)
        disposition = {"Content-Disposition": 'attachment; filename="audit-trail.jsonl"'}
        text = "".join(f"{line}\n" for line in lines)
        return HttpResponse(text, content_type="application/jsonl; charset=utf-8", headers=disposition)

    def export(self, kind: str, rows: QuerySet) -> HttpResponse:
        events = list(rows.order_by("-at", "-id")[:EXPORT_LIMIT])
        who = {"by": self.request.user, "at": timezone.now()}
        record_export("audit.trail.exported", kind=kind, rows=len(events), query=self.request.GET, **who)
        names = naming.names(one for event in events for one in (event.participant_id, event.acting_for_id))
        return exports.export(kind, "audit-trail", HEADER, (line(event, names) for event in events))


def line(event: AuditEvent, names: dict[int, naming.Named]) -> tuple[str, ...]:
    """One event as a row of the export."""
    one = told(event)
    changes = "; ".join(f"{change.field}: {change.before} -> {change.after}" for change in one.changes)
    nobody = naming.Named("", "")
    return (
        event.at.astimezone(UTC).isoformat(timespec="seconds"),
        event.by_label,
        names.get(event.acting_for_id, nobody).name,
        one.label,
        event.object_label,
        event.object_ref,
        names.get(event.participant_id, nobody).name,
        changes,
        event.reason,
        event.address or "",
    )
