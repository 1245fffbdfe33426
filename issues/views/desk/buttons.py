"""A button about issues that acts at once; a refusal becomes a message on the page it leads to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from portal.lifecycle.refusals import Refused
from portal.web.views import ActionFormView


class IssueButton(ActionFormView):
    """A POST without fields."""

    http_method_names = ["post"]
    form_class = forms.Form

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.done = self.act({}, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(self.request, refusal.reason)
        else:
            messages.success(self.request, self.success_message.format(object=self.object))
        return HttpResponseRedirect(self.get_success_url())
