"""The configuration as a file: what there is of it, written out, and taken over after a look at the differences."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views import View

from accounts import permissions
from accounts.actions import configuration as actions
from accounts.forms.configuration import SAVE, ConfigurationFileForm, keep
from accounts.models import User
from portal.audit import trail
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle import configuration
from portal.lifecycle.configuration import Comparison
from portal.lifecycle.refusals import Answer, Refused
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

HISTORY: Final = 20
SHOWN: Final = 200
WRITTEN: Final = "accounts.configuration.written_out"
HISTORY_VERBS: Final = (actions.VERB, WRITTEN)


class ConfigurationView(DeskDoor, ActionFormView):
    """Differences are shown first, and only what was shown is taken over."""

    form_class = ConfigurationFileForm
    template_name = "accounts/configuration.html"

    def permission(self) -> Answer:
        asks = permissions.can_edit_catalog if self.request.method == "POST" else permissions.can_see_configuration
        return asks(self.request.user)

    def form_valid(self, form: Any) -> HttpResponse:
        if form.cleaned_data["then"] == SAVE:
            return super().form_valid(form)
        who = {"by": self.request.user, "now": timezone.now()}
        try:
            found = actions.look_ahead(source=form.cleaned_data["source"], **who)
        except Refused as refusal:
            form.add_error("file", refusal.reason)
            return self.form_invalid(form)
        return self.render_to_response(
            self.get_context_data(form=form, found=found, kept=keep(form.cleaned_data["source"]))
        )

    def act(self, data: dict[str, Any], *, by: User, now: Any) -> Comparison:
        return actions.take_over(source=data["source"], seen=data["seen"], reason=data["reason"], by=by, now=now)

    success_message = "The file is taken over: {done.told}."

    def get_success_url(self) -> str:
        return reverse("accounts:configuration")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = AuditEvent.objects.filter(verb__in=HISTORY_VERBS)[:HISTORY]
        found = kwargs.get("found")
        return super().get_context_data(
            parts=[(part, len(part.rows())) for part in configuration.parts()],
            shown=found.differences[:SHOWN] if found else [],
            events=[told(event) for event in events],
            may_change=permissions.can_edit_catalog(self.request.user),
            **kwargs,
        )


class ConfigurationFileView(DeskDoor, View):
    """The file itself; asked for by POST, since it is recorded who took it."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        permissions.can_see_configuration(request.user).enforce()
        now = timezone.now()
        response = HttpResponse(
            configuration.written_out(site=settings.SITE_URL), content_type="application/yaml; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="configuration-{now:%Y-%m-%d}.yaml"'
        trail.record(WRITTEN, by=request.user, at=now)
        return response
