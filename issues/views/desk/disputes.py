"""The desk's list of disputes, one dispute's page, one ADR proceeding's page, files, and a window looked up."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import TemplateView, View

from accounts.models import User
from issues import permissions
from issues.dispute_pages import about, offers, shown
from issues.dispute_reckoning import find_one
from issues.forms.settlement import WindowForm
from issues.models import AdrCase, Dispute, DisputeFile
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.documents.serving import respond
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_counts
from portal.web.views import Scoped, ScopedDetailView, ScopedListView

TABS: Final = {"work": "In work", "unfiled": "Not filed", "ended": "Ended", "all": "All"}
HISTORY: Final = 100


def in_tab(rows: QuerySet[Dispute], tab: str) -> QuerySet[Dispute]:
    if tab == "work":
        return rows.in_work()
    if tab == "unfiled":
        return rows.not_filed()
    if tab == "ended":
        return rows.filter(status__in=["closed", "withdrawn", "rejected"])
    return rows


class DisputeListView(DeskDoor, ScopedListView):
    capability = "issues.view"
    model = Dispute
    template_name = "issues/dispute_list.html"
    orders = {"newest": ("-opened_at", "-id")}

    @property
    def tab(self) -> str:
        chosen = self.request.GET.get("view", "")
        return chosen if chosen in TABS else next(iter(TABS))

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        return in_tab(rows, self.tab).select_related("participant", "issue__dispute_window")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        for row in kwargs["page"].rows:
            window = getattr(row.issue, "dispute_window", None)
            row.window = shown(window, now) if window is not None and row.is_active and not row.is_filed else None
        person = User.objects.filter(pk=self.request.user.pk)
        counts = bounded_counts({tab: in_tab(self.scope(), tab) for tab in TABS}, beside=person)
        tabs = [(key, label, counts[key]) for key, label in TABS.items()]
        return super().get_context_data(view=self.tab, tabs=tabs, **kwargs)


class DisputeDetailView(DeskDoor, ScopedDetailView):
    capability = "issues.view"
    model = Dispute
    template_name = "issues/dispute_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "issue__participant", "registration", "opened_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        told_of = about(self.request.user, row, timezone.now())
        may_work = permissions.can_work_on_dispute(self.request.user, row)
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)[:HISTORY]
        return super().get_context_data(
            may_work=may_work,
            offers=offers(row, my=False, case=told_of["case"]) if may_work else [],
            events=[told(event) for event in events],
            **told_of,
            **kwargs,
        )


class AdrDetailView(DeskDoor, ScopedDetailView):
    capability = "issues.view"
    model = AdrCase
    template_name = "issues/adr_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "dispute__issue__participant", "opened_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            steps=list(self.object.steps.all()),
            may_work=permissions.can_work_on_dispute(self.request.user, self.object.dispute),
            today=market_day(timezone.now()),
            **kwargs,
        )


class DisputeFileView(DeskDoor, Scoped, View):
    http_method_names = ["get", "head", "options"]
    capability = "issues.view"
    model = DisputeFile

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return respond(get_object_or_404(self.scope().select_related("document"), ref=ref).document, to=request.user)


class WindowLookup(TemplateView):
    """Until when a run of an operating day can be disputed: a piece of the form that asks, or a page of its own.

    The page is the way without scripts. Writes nothing; the address holds a run and a day, and no fact of anybody.
    """

    def get_template_names(self) -> list[str]:
        piece = self.request.htmx and not self.request.htmx.history_restore_request
        return ["issues/_window_piece.html" if piece else self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = any(self.request.GET.get(name) for name in WindowForm.base_fields)
        form = WindowForm(self.request.GET if given else None)
        found, refusal = None, ""
        if given and form.is_valid():
            try:
                window = find_one(form.cleaned_data["settlement_run"], form.cleaned_data["operating_day"])
                found = shown(window, timezone.now())
            except Refused as refused:
                refusal = refused.reason
        return super().get_context_data(form=form, window=found, refusal=refusal, **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        response["Vary"] = "HX-Request, Cookie"
        return response


class DisputeWindowView(DeskDoor, WindowLookup):
    capability = "issues.view"
    template_name = "issues/dispute_window.html"
