"""What one wants to hear, by which channel and when; for staff and participants' users alike.

The page runs outside the wall, as all settings do, and touches the person's own rows only.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import View

from portal.lifecycle.refusals import Allowed, Answer
from portal.outbox.actions.preferences import restore_defaults, save_preferences
from portal.outbox.forms.preferences import PreferencesForm
from portal.web import navigation
from portal.web.views import ActionFormView


class PreferencesView(LoginRequiredMixin, ActionFormView):
    form_class = PreferencesForm
    template_name = "outbox/preferences.html"
    success_message = "Your notification settings are saved."

    def permission(self) -> Answer:
        return Allowed("Everyone chooses for oneself.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        self.form = form
        return super().form_valid(form)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return save_preferences(user=self.request.user, choices=self.form.choices(), timing=self.form.timing(), **who)

    def get_success_url(self) -> str:
        return reverse("outbox:preferences")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(settings_url=navigation.address_of("account", "settings"), **kwargs)


class DefaultsView(LoginRequiredMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        restore_defaults(user=request.user, by=request.user, now=timezone.now())
        messages.success(request, "Your notification settings are as they were at the beginning.")
        return HttpResponseRedirect(reverse("outbox:preferences"))
