"""The queue of applications and one application's own page."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone

from participants import permissions
from participants.alike import alike
from participants.application_deadlines import with_clocks
from participants.application_lists import VIEWS, in_view
from participants.forms.applications import ApplicationFilter
from participants.manager_loads import proposed
from participants.models import Application
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedDetailView, ScopedListView

HISTORY = 100
OLDEST_FIRST = {"received": ("received_at", "id")}
LATEST_FIRST = {"received": ("-received_at", "-id")}
LOOKED_BACK_AT = ("accepted", "ended", "spam")


class ApplicationListView(DeskDoor, ScopedListView):
    capability = "applications.view"
    denial = "Only account managers, supervisors and auditors read applications."
    model = Application
    template_name = "participants/application_list.html"
    filter_form = ApplicationFilter

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].replace("\x00", "").split())

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = LATEST_FIRST if request.GET.get("view") in LOOKED_BACK_AT else OLDEST_FIRST
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if wanted.get("manager"):
            rows = rows.filter(account_manager=wanted["manager"])
        if wanted.get("role"):
            rows = rows.filter(roles=wanted["role"])
        if self.words:
            rows = rows.matching(self.words)
        self.narrowed = rows
        rows = in_view(rows, self.form.view_name, self.request.user)
        return rows.select_related("account_manager", "participant").prefetch_related("roles")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view = kwargs["form"].view_name
        with_clocks(kwargs["page"].rows)
        return super().get_context_data(
            words=self.words,
            view=view,
            tabs=[(key, label, self._count(key, view, kwargs["page"])) for key, label in VIEWS.items()],
            filtered=any(self.request.GET.get(name) for name in ("q", "role", "manager")),
            **kwargs,
        )

    def _count(self, key: str, view: str, page: Any) -> str:
        return page.total if key == view else bounded_count(in_view(self.narrowed, key, self.request.user))


class ApplicationDetailView(DeskDoor, ScopedDetailView):
    capability = "applications.view"
    denial = ApplicationListView.denial
    model = Application
    template_name = "participants/application_detail.html"

    def scope(self) -> QuerySet:
        people = ("account_manager", "answered_by", "decided_by")
        return super().scope().select_related("participant", *people).prefetch_related("roles")

    @cached_property
    def may_assign(self) -> Answer:
        return permissions.can_take_application(self.request.user, self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, self.request.user
        with_clocks([row])
        events = AuditEvent.objects.filter(object_ref=row.ref)[:HISTORY]
        proposal = proposed(timezone.now()) if row.is_open and self.may_assign and row.account_manager is None else None
        return super().get_context_data(
            events=[told(event) for event in events],
            alike=alike(user, row) if row.is_open else [],
            may_work=permissions.can_work_on_application(user, row),
            may_assign=self.may_assign,
            may_assign_others=user.can("participants.assign"),
            may_invite=permissions.can_invite_applicant(user, row),
            proposal=proposal,
            **kwargs,
        )
