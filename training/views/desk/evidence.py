"""Which requirements of registrations training proves; rows are added and put out of use here."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from portal.web.doors import DeskDoor
from training import permissions
from training.actions.evidence_catalog import add_evidence, end_evidence
from training.forms.evidence import EvidenceForm
from training.models import TrainingEvidence
from training.views.desk.certificate_forms import ResultForm


class EvidenceListView(DeskDoor, TemplateView):
    capability = "training.view"
    template_name = "training/evidence_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = TrainingEvidence.objects.in_use().select_related("course", "role")
        return super().get_context_data(
            rows=list(rows.order_by("requirement_code", "role__code", "course__code")),
            may_edit=permissions.can_issue_certificates(self.request.user),
            **kwargs,
        )


class EvidenceAddView(ResultForm):
    form_class = EvidenceForm
    title = "Let a course prove a requirement"
    lead = "Where several courses are named for one requirement, one person needs certificates of all of them."
    submit_label = "Add"
    success_message = "Added: {done.course.code} proves {done.requirement_code}."

    @property
    def back(self) -> str:
        return reverse("training:evidence-list")

    def get_success_url(self) -> str:
        return self.back

    def act(self, data: dict[str, Any], **who: Any) -> TrainingEvidence:
        return add_evidence(**data, **who)


class EvidenceEndView(DeskDoor, View):
    """The button that puts a row out of use."""

    capability = "training.manage"
    denial = "Only training coordinators and supervisors may do this."
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(TrainingEvidence.objects.in_use(), pk=pk)
        end_evidence(evidence=row, by=request.user, now=timezone.now())
        return HttpResponseRedirect(reverse("training:evidence-list"))
