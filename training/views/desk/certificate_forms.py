"""The forms about certificates; each calls one action."""

from typing import Any

from django.urls import reverse

from participants.models import Contact
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView
from training import permissions
from training.actions.certificates import issue_certificate, reissue_certificate, revoke_certificate
from training.certificate_lists import learners_open_to
from training.forms.outcomes import IssueForm, ReissueForm, WhyForm
from training.models import Certificate, Course


class ResultForm(DeskDoor, ActionFormView):
    """The frame of the forms of this part: a title, a sentence, and where it leads back to."""

    capability = "training.view"
    template_name = "training/result_form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    danger = False

    def permission(self) -> Answer:
        return permissions.can_issue_certificates(self.request.user)

    @property
    def back(self) -> str:
        return self.object.get_absolute_url()

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "title": self.title.format(row=self.object),
            "lead": self.lead.format(row=self.object),
            "submit_label": self.submit_label,
            "danger": self.danger,
            "back": self.back,
        }
        return super().get_context_data(**page | kwargs)


class CertificateRevokeView(ResultForm):
    model = Certificate
    form_class = WhyForm
    title = "Revoke {row.number}"
    lead = "It counts no more from now on. Checklist items that only this certificate proves are at risk at once."
    submit_label = "Revoke certificate"
    danger = True
    success_message = "Revoked: {done.number}."

    def act(self, data: dict[str, Any], **who: Any) -> Certificate:
        return revoke_certificate(certificate=self.object, reason=data["reason"], **who)


class CertificateReissueView(ResultForm):
    model = Certificate
    form_class = ReissueForm
    title = "Correct the name on {row.number}"
    lead = "A new paper with a new number takes its place; the old number verifies as revoked."
    submit_label = "Issue the corrected one"
    success_message = "Issued: {done.number}."

    def get_initial(self) -> dict[str, Any]:
        return {"holder_name": self.object.holder_name}

    def act(self, data: dict[str, Any], **who: Any) -> Certificate:
        return reissue_certificate(certificate=self.object, **data, **who)


class CertificateAddView(ResultForm):
    """For one person, without a session."""

    model = Contact
    form_class = IssueForm
    title = "Issue a certificate to {row.name}"
    lead = "For a course that was completed without a session of ours. Who sat in a session is certified there."
    submit_label = "Issue certificate"
    success_message = "Issued: {done.number}."

    def scope(self) -> Any:
        return learners_open_to(self.request.user).select_related("participant")

    @property
    def back(self) -> str:
        return reverse("training:transcript", args=[self.object.ref])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"courses": Course.objects.order_by("code")}

    def act(self, data: dict[str, Any], **who: Any) -> Certificate:
        return issue_certificate(contact=self.object, **data, **who)
