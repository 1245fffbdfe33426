"""The public page: whether a certificate counts. Anybody may ask, a machine not often."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from portal.scoping.today import market_day
from training.forms.verifying import NameForm, NumberForm
from training.throttles import LookUpThrottle
from training.verifying import Verified, verify


class Unlisted:
    """Found by no search engine, kept by no cache."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


@method_decorator(never_cache, name="dispatch")
class VerifyView(Unlisted, FormView):
    """Asks for the number; the answer has an address of its own."""

    http_method_names = ["get", "post", "head", "options"]
    form_class = NumberForm
    template_name = "training/verify.html"

    def form_valid(self, form: NumberForm) -> HttpResponse:
        return HttpResponseRedirect(reverse("verify-number", args=[form.cleaned_data["number"]]))

    def form_invalid(self, form: NumberForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(never_cache, name="dispatch")
class VerifyNumberView(Unlisted, TemplateView):
    """The answer for one number. A name to compare is sent in the body, so that no address holds it."""

    http_method_names = ["get", "post", "head", "options"]
    template_name = "training/verify_number.html"

    def get(self, request: HttpRequest, number: str) -> HttpResponse:
        return self._answer(number, NameForm())

    def post(self, request: HttpRequest, number: str) -> HttpResponse:
        form = NameForm(request.POST)
        return self._answer(number, form, name=form.cleaned_data["name"] if form.is_valid() else "")

    def _answer(self, number: str, form: NameForm, *, name: str = "") -> HttpResponse:
        if not LookUpThrottle().allow_request(self.request, self):
            return self._told(None, form, status=429, too_many=True)
        found = verify(number, market_day(timezone.now()), name=name)
        if found is None:
            return self._told(None, form, status=404)
        return self._told(found, form, status=422 if form.is_bound and not form.is_valid() else 200)

    def _told(self, found: Verified | None, form: NameForm, *, status: int, **more: Any) -> HttpResponse:
        context = self.get_context_data(found=found, form=form, number_form=NumberForm(), **more)
        return self.render_to_response(context, status=status)
