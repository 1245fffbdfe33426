"""How long personal data are kept: read by supervisors and auditors, decided by supervisors."""

from datetime import timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts import permissions, retention
from accounts.actions import retention as actions
from accounts.forms.retention import SAVE, RetentionForm, choice
from accounts.models import RetentionRule
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

HISTORY: Final = 30


class RetentionView(DeskDoor, ActionFormView):
    """One form a rule; of how many rows data would be erased is shown before it is saved."""

    form_class = RetentionForm
    template_name = "accounts/retention.html"
    success_message = "The rule is saved; it counts from the next run on."

    def permission(self) -> Answer:
        asks = permissions.can_edit_catalog if self.request.method == "POST" else permissions.can_see_configuration
        return asks(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"rules": RetentionRule.objects.visible_to(self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        wanted = choice(data["rule"], data["keep_days"], data["active"])
        if data["then"] == SAVE and data["looked_at"] == wanted:
            return super().form_valid(form)
        fields = {name: data[name] for name in ("rule", "keep_days", "active")}
        ahead = actions.outlook(**fields, now=timezone.now())
        return self.render_to_response(self.get_context_data(form=form, ahead=ahead, looked_at=wanted))

    def act(self, data: dict[str, Any], **who: Any) -> RetentionRule:
        fields = {name: data[name] for name in ("rule", "keep_days", "active", "reason")}
        return actions.change_retention(**fields, **who)

    def get_success_url(self) -> str:
        return reverse("accounts:retention")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rules = list(RetentionRule.objects.visible_to(self.request.user))
        events = AuditEvent.objects.filter(object_ref__in=[rule.ref for rule in rules])[:HISTORY]
        return super().get_context_data(
            rows=[row for rule in rules if (row := _row(rule))],
            events=[told(event) for event in events],
            may_change=permissions.can_edit_catalog(self.request.user),
            **kwargs,
        )


def _row(rule: RetentionRule) -> dict[str, Any] | None:
    kind = retention.kind(rule.code)
    if kind is None:
        return None
    before = timezone.now() - timedelta(days=rule.keep_days)
    return {"rule": rule, "kind": kind, "due": kind.due(before).count()}
