"""The catalog of relationship health at the desk: measures and scales, changed with a preview of what it would do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from participants import permissions
from participants.actions.health_measures import Preview, change_measure, what_would_change
from participants.choices.health import HealthMark, HealthRowKind
from participants.forms.health import MeasureForm
from participants.models import HealthMeasure
from participants.scorecard import in_words
from participants.views.desk.catalogs import CatalogPage
from portal.lifecycle.refusals import Answer, Refused
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

MARKS = [*((mark.value, mark.label) for mark in HealthMark), ("", "Not judged")]


class MeasuresView(CatalogPage):
    """Each measure with its weight in percent of all, and the numbers that make marks and drops of a score."""

    model = HealthMeasure
    tab = "health"
    template_name = "participants/catalogs/health.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        whole = sum(row.weight for row in context["rows"]) or 1
        for row in context["rows"]:
            row.numbers = in_words(row)
            row.share = round(row.weight * 100 / whole)
        # None of it is a rule of the market that could be checked against its source.
        return context | {"unverified": 0, "may_edit": permissions.can_edit_catalog(self.request.user)}


class MeasureChangeView(DeskDoor, ActionFormView):
    """With `preview` the form tells what saving it would do; nothing is written then."""

    model = HealthMeasure
    form_class = MeasureForm
    template_name = "participants/catalogs/health_form.html"
    success_message = "Saved. The next daily reckoning goes by it."

    def permission(self) -> Answer:
        return permissions.can_edit_catalog(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"measure": self.object}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if "preview" in request.POST and form.is_valid():
            try:
                preview = what_would_change(self.object, now=timezone.now(), **form.wanted())
            except Refused as refusal:
                form.add_error(None, refusal.reason)
            else:
                return self.render_to_response(self.get_context_data(form=form, preview=preview, **_told(preview)))
        return super().post(request, *args, **kwargs) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: MeasureForm) -> HttpResponse:
        self.wanted = form.wanted()
        return super().form_valid(form)

    def act(self, data: dict[str, Any], **who: Any) -> HealthMeasure:
        return change_measure(measure=self.object, reason=data["reason"], **self.wanted, **who)

    def get_success_url(self) -> str:
        return reverse("participants:catalog-health")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            back=self.get_success_url(), is_measure=self.object.kind == HealthRowKind.MEASURE, **kwargs
        )


def _told(preview: Preview) -> dict[str, Any]:
    return {"counts": [(label, preview.before[mark], preview.after[mark]) for mark, label in MARKS]}
