"""The seals of the audit trail: what is sealed, what waits, and how the last looks at it ended."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from portal.audit import kept_seals
from portal.audit.exporting import record_export
from portal.audit.models import AuditEvent, Seal, SealCheck, UnsealedEvent
from portal.audit.timeline import number_named
from portal.web import exports, keyset
from portal.web.doors import DeskDoor

HEADER = (kept_seals.NUMBER, "Sealed at (UTC)", "Events", "From event", "To event", "Root", kept_seals.DIGEST)
CHECKS = 5


class SealListView(DeskDoor, TemplateView):
    """Newest first. As CSV it is what somebody should keep outside the portal."""

    capability = "audit.view"
    denial = "Only supervisors and auditors read the audit trail."
    template_name = "audit/seal_list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seals = Seal.objects.visible_to(request.user).light()
        if request.GET.get("export") in exports.FORMATS:
            return self.export(request.GET["export"], seals)
        after, before = (number_named(request.GET.get(name, "")) for name in ("after", "before"))
        page = keyset.paginate(seals, ("-number",), after=after, before=before, size=50, named_by="pk")
        return self.render_to_response(self.get_context_data(page=page, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        oldest = UnsealedEvent.objects.values("event_id")[:1]
        waiting = AuditEvent.objects.filter(pk=oldest).values_list("at", flat=True).first()
        counted = keyset.bounded_count(UnsealedEvent.objects.all())
        checks = list(SealCheck.objects.all()[:CHECKS])
        kwargs["kept_at"] = len(settings.SEAL_ADDRESSES)
        return super().get_context_data(waiting=waiting, counted=counted, checks=checks, **kwargs)

    def export(self, kind: str, seals: Any) -> HttpResponse:
        who = {"by": self.request.user, "at": timezone.now()}
        record_export("audit.seals.exported", kind=kind, rows=seals.count(), query=self.request.GET, **who)
        return exports.export(kind, "audit-seals", HEADER, map(_cells, seals.order_by("number").iterator()))


def _cells(seal: Seal) -> tuple[Any, ...]:
    at = seal.facts()["sealed_at"]
    return (seal.number, at, seal.count, seal.first_id, seal.last_id, seal.root, seal.digest)
