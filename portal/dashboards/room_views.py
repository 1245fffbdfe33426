"""An auditor's room from within: its lists, each record whole, and the trail to take along. Nothing is written here
but that it was opened."""

from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.contrib.auth.mixins import AccessMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.actions.audit_rooms import record_copy, record_opening
from accounts.models import AuditRoom
from issues import protected_reading
from portal.audit import proofs
from portal.audit.timeline import number_named
from portal.dashboards.room_nouns import BY_KEY, Noun, nouns_of
from portal.dashboards.room_records import shown
from portal.dashboards.room_scope import Scope
from portal.dashboards.room_words import told
from portal.scoping.reading import read_only
from portal.scoping.today import market_day
from portal.web import keyset

SIZE: Final = 50
PROOFS: Final = "proofs"


class RoomDoor(AccessMixin):
    """Whoever reads in rooms; for all others no room exists. The page is drawn where the database takes no write."""

    http_method_names = ["get", "head", "options"]
    page_told = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not request.user.can("rooms.read"):
            raise Http404
        self.now = timezone.now()
        with read_only():
            if "ref" in kwargs:
                self.room  # noqa: B018 - before anything is said about the address
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        if self.page_told and response.status_code == 200 and request.method in {"GET", "HEAD"}:
            self.record(self.now)
        return response

    def record(self, now: datetime) -> None:
        record_opening(self.room, self.page_told, by=self.request.user, now=now)

    @cached_property
    def room(self) -> AuditRoom:
        """One that is open to the person on the market's day of this very click."""
        rooms = AuditRoom.objects.open_to(self.request.user, market_day(self.now))
        return get_object_or_404(rooms.select_related("opened_by"), ref=self.kwargs["ref"])

    @cached_property
    def scope(self) -> Scope:
        return Scope.of(self.room)


class RoomListView(RoomDoor, TemplateView):
    """The rooms that are open to the person now."""

    template_name = "rooms/room_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rooms = AuditRoom.objects.open_to(self.request.user, market_day(self.now)).order_by("ends_on", "id")
        return super().get_context_data(rooms=list(rooms[:SIZE]), **kwargs)


class RoomView(RoomDoor, TemplateView):
    """One noun of the room at a time, newest first."""

    template_name = "rooms/room.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nouns = nouns_of(self.scope)
        asked = request.GET.get("of", "")
        noun = next((one for one in nouns if one.key == asked), None if asked else nouns[0])
        if noun is None:
            raise Http404
        rows = noun.rows(self.scope)
        if request.GET.get("export") == PROOFS and noun.key == "events":
            return self.with_proofs(rows)
        self.page_told = f"{noun.label}, list"
        after, before = (self._place(noun, request.GET.get(name, "")) for name in ("after", "before"))
        page = keyset.paginate(rows, noun.order, after=after, before=before, size=SIZE, named_by=noun.named_by)
        rows = [
            (noun.name_of(row), [(name, shown(cell(row))) for name, cell in noun.columns.items()]) for row in page.rows
        ]
        terms = told(self.scope)
        given = {"room": self.room, "nouns": nouns, "noun": noun, "page": page, "lines": rows, "terms": terms}
        return self.render_to_response(self.get_context_data(**given, **kwargs))

    def _place(self, noun: Noun, text: str) -> str:
        return number_named(text) if noun.named_by == "pk" else text.replace("\x00", "")

    def with_proofs(self, rows: Any) -> HttpResponse:
        """A file that `verify_audit_export` checks without the portal."""
        lines = proofs.lines(rows, wanted=f"room={self.room.ref}", now=self.now)
        self.copied = {"rows": proofs.events_in(lines), "digest": proofs.digest(lines[:-1])}
        self.page_told = "Audit trail, taken along"
        disposition = {"Content-Disposition": f'attachment; filename="audit-trail-{self.room.ref}.jsonl"'}
        text = "".join(f"{line}\n" for line in lines)
        return HttpResponse(text, content_type="application/jsonl; charset=utf-8", headers=disposition)

    def record(self, now: datetime) -> None:
        copied = getattr(self, "copied", None)
        if copied is None:
            super().record(now)
        else:
            record_copy(self.room, by=self.request.user, now=now, **copied)


class RoomRecordView(RoomDoor, TemplateView):
    """One record; out of scope it does not exist, whoever knows its reference."""

    template_name = "rooms/record.html"
    shown: tuple[Any, ...] = ()

    def record(self, now: datetime) -> None:
        """Owners of Protected Information read that it was opened."""
        super().record(now)
        protected_reading.note_read(self.shown, by=self.request.user, now=now)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        noun = BY_KEY.get(self.kwargs["noun"])
        if noun is None or not self.scope.holds(noun.part):
            raise Http404
        named = self.kwargs["record"]
        named = number_named(named) if noun.named_by == "pk" else named.replace("\x00", "")
        row = get_object_or_404(noun.rows(self.scope), **{noun.named_by: named or None})
        record = noun.tell(row, self.scope)
        self.shown = tuple(record.protected)
        name = noun.name_of(row)
        self.page_told = f"{noun.label}: {name}"
        return super().get_context_data(**kwargs | {"room": self.room, "noun": noun, "record": record, "name": name})
