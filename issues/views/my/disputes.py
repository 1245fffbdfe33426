"""Disputes, ADR and MarkeTrak issues on the participants' side; everything here runs inside the database wall."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from issues import permissions
from issues.dispute_pages import about, offers, shown
from issues.models import AdrCase, Dispute, DisputeFile, Issue
from issues.rules.marketrak_report import COLUMNS
from issues.views import disputes as both
from issues.views.desk.disputes import WindowLookup
from issues.views.marketrak import ItemsOf, ReportImport
from participants.views.my.pages import MyForm, MyPage
from portal.documents.serving import respond
from portal.web import exports
from portal.web.doors import MyDoor
from portal.web.views import ActionFormView, Scoped, ScopedListView


class MyDisputeListView(MyDoor, ScopedListView):
    members_only = True
    model = Dispute
    template_name = "issues/my_dispute_list.html"
    orders = {"newest": ("-opened_at", "-id")}

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        return rows.select_related("issue__dispute_window")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        for row in kwargs["page"].rows:
            window = getattr(row.issue, "dispute_window", None)
            row.window = shown(window, now) if window is not None and row.is_active and not row.is_filed else None
        return super().get_context_data(**kwargs)


class MyDisputeView(MyPage):
    members_only = True
    template_name = "issues/my_dispute.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        rows = Dispute.objects.visible_to(user).select_related("issue", "registration")
        row = get_object_or_404(rows, ref=kwargs["ref"])
        told = about(user, row, self.now)
        may_speak = permissions.can_dispute(user, row.issue)
        own = offers(row, my=True, case=told["case"]) if may_speak else []
        return super().get_context_data(object=row, offers=own, **told, **kwargs)


class MyAdrView(MyPage):
    members_only = True
    template_name = "issues/my_adr.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = AdrCase.objects.visible_to(self.request.user).select_related("dispute__issue")
        row = get_object_or_404(rows, ref=kwargs["ref"])
        return super().get_context_data(object=row, steps=list(row.steps.all()), **kwargs)


class MyDisputeFileView(MyDoor, Scoped, View):
    members_only = True
    http_method_names = ["get", "head", "options"]
    model = DisputeFile

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        return respond(get_object_or_404(self.scope().select_related("document"), ref=ref).document, to=request.user)


class MyWindowView(MyDoor, WindowLookup):
    members_only = True
    template_name = "issues/my_dispute_window.html"


class MyDisputeForm(MyForm):
    """About the own company's inquiry, dispute or proceeding; ends on its page."""

    members_only = True
    template_name = "issues/my_dispute_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        for name in ("user", "participant", "row"):
            kwargs.pop(name)
        return kwargs

    def get_success_url(self) -> str:
        return getattr(self, "done", self.object).get_my_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=str(self.object), **kwargs)


class MyDisputeOpenView(both.OfInquiry, MyDisputeForm):
    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "category", "registration")


class MyDisputeChangeView(both.Change, MyDisputeForm):
    pass


class MyDisputeNumberView(both.Number, MyDisputeForm):
    pass


class MyDisputeWithdrawView(both.Withdraw, MyDisputeForm):
    pass


class MyRejectResolutionView(both.RejectResolution, MyDisputeForm):
    pass


class MyHandOverView(both.HandOver, MyDisputeForm):
    pass


class MyAdrRequestView(both.RequestAdr, MyDisputeForm):
    pass


class MyMarkeTrakView(MyDoor, ItemsOf, ScopedListView):
    members_only = True
    template_name = "issues/my_marketrak_items.html"


class MyMarkeTrakImportView(MyDoor, ReportImport, ActionFormView):
    members_only = True
    template_name = "issues/my_marketrak_import.html"

    def scope(self) -> QuerySet:
        return Issue.objects.visible_to(self.request.user).select_related("participant", "category")

    def get_success_url(self) -> str:
        return reverse("my-marketrak", args=[self.object.ref])


class MyMarkeTrakTemplateView(MyDoor, View):
    """An empty CSV with the headings."""

    members_only = True
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return exports.export("csv", "marketrak-report", list(COLUMNS.all), [])
