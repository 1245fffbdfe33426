"""The list of certificates, one certificate's page and paper, and a person's transcript."""

from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import View

from participants.models import ChecklistItem, Contact
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.documents.serving import respond
from portal.lifecycle.refusals import Allowed, Answer
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import Scoped, ScopedDetailView, ScopedListView
from training import permissions
from training.certificate_lists import NAMED, in_view, learners_open_to, standings, transcript_of
from training.forms.certificates import VIEWS, CertificateFilter
from training.models import Certificate
from training.rules.certificate_numbers import as_written

HISTORY = 50
NEWEST = {"newest": ("-issued_on", "-id")}
NEXT_TO_END = {"ends": ("expires_on", "id")}


class CertificateListView(DeskDoor, ScopedListView):
    capability = "training.view"
    model = Certificate
    template_name = "training/certificate_list.html"
    filter_form = CertificateFilter
    export_name = "certificates"
    export_verb = "training.certificates.exported"
    export_columns = {
        "Number": lambda row: row.number,
        "Person": lambda row: row.holder_name,
        "Participant": lambda row: row.participant.name,
        "Course": lambda row: row.course.code,
        "Completed": lambda row: row.completed_on,
        "Counts until": lambda row: row.expires_on,
        "Hours": lambda row: row.hours,
        "Score": lambda row: row.percent,
        "Revoked": lambda row: market_day(row.revoked_at) if row.revoked_at else None,
    }

    @cached_property
    def today(self) -> Any:
        return market_day(timezone.now())

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].replace("\x00", "").split())

    def may_export(self) -> Answer:
        return permissions.can_issue_certificates(self.request.user)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = NEXT_TO_END if request.GET.get("view") == "expiring" else NEWEST
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if wanted.get("course"):
            rows = rows.filter(course=wanted["course"])
        if wanted.get("source"):
            rows = rows.filter(source=wanted["source"])
        if self.words:
            number = as_written(self.words) or self.words.upper()
            rows = rows.filter(Q(holder_name__icontains=self.words) | Q(number__icontains=number))
        self.narrowed = rows
        return in_view(rows, self.form.view_name, self.today).select_related(*NAMED)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view, page = kwargs["form"].view_name, kwargs["page"]
        standings(page.rows, self.today)
        return super().get_context_data(
            words=self.words,
            view=view,
            tabs=[(key, label, self._count(key, view, page)) for key, label in VIEWS.items()],
            may_issue=permissions.can_issue_certificates(self.request.user),
            **kwargs,
        )

    def _count(self, key: str, view: str, page: Any) -> str:
        return page.total if key == view else bounded_count(in_view(self.narrowed, key, self.today))


class CertificateDetailView(DeskDoor, ScopedDetailView):
    capability = "training.view"
    model = Certificate
    template_name = "training/certificate_detail.html"

    def scope(self) -> QuerySet:
        related = ("version", "issued_by", "revoked_by", "enrollment__session", "replaces")
        return super().scope().select_related(*NAMED, *related)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        standings([row], market_day(timezone.now()))
        items = ChecklistItem.objects.visible_to(self.request.user).filter(holder=row.contact)
        proven = items.filter(rounds__remark__contains=row.number).distinct()
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)
        return super().get_context_data(
            may_issue=permissions.can_issue_certificates(self.request.user),
            newer=Certificate.objects.visible_to(self.request.user).filter(replaces=row).first(),
            proven=list(proven.select_related("requirement", "checklist__registration__role").order_by("pk")[:20]),
            events=[told(event) for event in events[:HISTORY]],
            **kwargs,
        )


class CertificateFileView(DeskDoor, Scoped, View):
    """The paper as a download."""

    capability = "training.view"
    http_method_names = ["get", "head", "options"]
    model = Certificate

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        row = get_object_or_404(self.scope().select_related("document"), ref=ref)
        if row.document is None:
            raise Http404
        return respond(row.document, to=request.user)


class TranscriptView(DeskDoor, ScopedDetailView):
    """What one person took, passed and was certified for."""

    capability = "training.view"
    model = Contact
    template_name = "training/transcript.html"

    def scope(self) -> QuerySet:
        return learners_open_to(self.request.user).select_related("participant")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = market_day(timezone.now())
        return super().get_context_data(
            transcript=transcript_of(self.object, self.request.user, today),
            may_issue=permissions.can_issue_certificates(self.request.user),
            may_open=Allowed(),
            **kwargs,
        )
