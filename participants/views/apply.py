"""The public form: anybody may apply. Whatever is sent, the answer tells nothing of what is known here."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from participants.actions.intake import take_in_application
from participants.forms.applications import IntakeForm, mark_after
from portal.audit import source
from portal.lifecycle.refusals import Refused


@method_decorator(never_cache, name="dispatch")
class ApplyView(FormView):
    """No sign-in. It runs inside the wall as nobody; storing what was sent is the operator's side."""

    http_method_names = ["get", "post", "head", "options"]
    form_class = IntakeForm
    template_name = "participants/apply.html"
    success_url = reverse_lazy("apply-sent")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form.is_decoyed:
            return HttpResponseRedirect(str(self.success_url))
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: IntakeForm) -> HttpResponse:
        try:
            take_in_application(**form.sent(), now=timezone.now(), address=source.address.get())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form, status=429 if refusal.code == "too_many" else 422)
        return super().form_valid(form)

    def form_invalid(self, form: IntakeForm, status: int = 422) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(opened=mark_after(self.request.POST.get("opened", "")), **kwargs)


class SentView(TemplateView):
    """The same words for everybody."""

    template_name = "participants/apply_sent.html"
