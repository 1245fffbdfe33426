"""MarkeTrak issues at the desk, and the root cause that the staff write down."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import View

from issues import permissions
from issues.actions.marketrak import write_root_cause
from issues.forms.settlement import RootCauseForm
from issues.models import Issue, Note
from issues.rules.marketrak_report import COLUMNS
from issues.views.desk.dispute_forms import DeskDisputeForm
from issues.views.marketrak import ItemsOf, ReportImport
from portal.lifecycle.refusals import Answer
from portal.web import exports
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, ScopedListView


class MarkeTrakItemsView(DeskDoor, ItemsOf, ScopedListView):
    capability = "issues.view"
    template_name = "issues/marketrak_items.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_work = permissions.can_work_on_issue(self.request.user, self.issue)
        causes = Note.objects.visible_to(self.request.user).filter(issue=self.issue, kind="root_cause")
        return super().get_context_data(may_work=may_work, causes=list(causes.select_related("author")), **kwargs)


class OfIssue:
    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "category")

    def get_success_url(self) -> str:
        return reverse("issues:marketrak-items", args=[self.object.ref])


class MarkeTrakImportView(DeskDoor, OfIssue, ReportImport, ActionFormView):
    capability = "issues.view"
    template_name = "issues/marketrak_import.html"


class MarkeTrakTemplateView(DeskDoor, View):
    """An empty CSV with the headings."""

    http_method_names = ["get", "head", "options"]
    capability = "issues.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        return exports.export("csv", "marketrak-report", list(COLUMNS.all), [])


class RootCauseView(OfIssue, DeskDisputeForm):
    model = Issue
    form_class = RootCauseForm
    title = "Write the root cause down"
    lead = "What lay behind the MarkeTrak issues of “{row.title}”. A note among the staff."
    success_message = "Written down."

    def permission(self) -> Answer:
        return permissions.can_work_on_issue(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Note:
        return write_root_cause(issue=self.object, **data, **who)
