"""The list of follow-ups, one follow-up's own page, and the preview of a date while it is chosen."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.models import User
from participants import permissions
from participants.deadlines import due, with_clocks
from participants.follow_up_lists import in_view, mine_by_default, of_whom
from participants.forms.follow_ups import EVERYBODY, MINE, VIEWS, FollowUpFilter, TermForm
from participants.models import FollowUp
from participants.rules.follow_up_days import Term
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedDetailView, ScopedListView

HISTORY = 100
BY_DAY = {"due": ("due_on", "id")}
BY_END = {"ended": ("-done_at", "-id")}


class FollowUpListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = FollowUp
    template_name = "participants/follow_up_list.html"

    @cached_property
    def today(self) -> Any:
        return market_day(timezone.now())

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split())

    def filters(self) -> FollowUpFilter:
        people = [(person.ref, person.name) for person in User.objects.who_manage().only("ref", "name")]
        default = MINE if mine_by_default(self.request.user) else EVERYBODY
        return FollowUpFilter(self.request.GET, people=people, default=default)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = BY_END if request.GET.get("view") == "done" else BY_DAY
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        rows = of_whom(rows, wanted.get("responsible") or EVERYBODY, self.request.user)
        if self.words:
            rows = rows.filter(title__icontains=self.words.replace("\x00", ""))
        self.narrowed = rows
        rows = in_view(rows, self.form.view_name, self.today)
        return rows.select_related("participant", "responsible")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view = kwargs["form"].view_name
        with_clocks(kwargs["page"].rows)
        return super().get_context_data(
            words=self.words,
            view=view,
            tabs=[(key, label, self._count(key, view, kwargs["page"])) for key, label in VIEWS.items()],
            whose=kwargs["form"]["responsible"].value(),
            may_write=bool(permissions.can_write_follow_ups(self.request.user)),
            workable=permissions.workable(self.request.user, kwargs["page"].rows),
            today=self.today,
            **kwargs,
        )

    def _count(self, key: str, view: str, page: Any) -> str:
        return page.total if key == view else bounded_count(in_view(self.narrowed, key, self.today))


class FollowUpDetailView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = FollowUp
    template_name = "participants/follow_up_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "responsible", "created_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        with_clocks([row])
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)
        return super().get_context_data(
            participant=row.participant,
            earlier=row.earlier,
            events=[told(event) for event in events[:HISTORY]],
            may_work=permissions.can_work_on(self.request.user, row),
            today=market_day(timezone.now()),
            **kwargs,
        )


class FollowUpPreviewView(DeskDoor, TemplateView):
    """While a date is chosen: the working day it becomes, and why. Writes nothing."""

    capability = "participants.view"
    template_name = "participants/_follow_up_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = TermForm(self.request.GET)
        found, refusal = None, ""
        if form.is_valid():
            try:
                found = due(Term(form.cleaned_data["due_on"], form.cleaned_data["in_days"]), timezone.now())
            except Refused as refused:
                refusal = refused.reason
        else:
            refusal = " ".join(error for name in ("in_days", "due_on") for error in form.errors.get(name, []))
        return super().get_context_data(due=found, refusal=refusal, **kwargs)
