"""By what the balance is weighed: changed with a preview of everybody's load; each version with its author and why."""

from functools import cached_property
from itertools import zip_longest
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from issues.actions.work_weights import effects, publish_weights
from issues.forms.work_weights import WeightsForm
from issues.models import WorkWeights
from issues.permissions.work_weights import can_change_weights
from issues.rules.work_load import NAMES, USUAL, points_by_name
from portal.lifecycle.refusals import Answer, Refused
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

VERSIONS: Final = 50


class WeightsView(DeskDoor, ActionFormView):
    """With `preview` the form tells what saving it would do; nothing is written then."""

    form_class = WeightsForm
    template_name = "issues/balance_weights.html"
    success_message = "Saved as {done}. Every load is reckoned by it from now on."

    def permission(self) -> Answer:
        return can_change_weights(self.request.user)

    @cached_property
    def versions(self) -> list[WorkWeights]:
        """The latest first."""
        rows = WorkWeights.objects.visible_to(self.request.user).select_related("published_by")
        return list(rows.order_by("-number")[:VERSIONS])

    @property
    def held(self) -> dict[str, int]:
        return points_by_name(self.versions[0].weights if self.versions else USUAL)

    def get_initial(self) -> dict[str, Any]:
        return self.held | {"base": self.versions[0].number if self.versions else 0}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if "preview" in request.POST and form.is_valid():
            try:
                found = effects(form.points, timezone.now())
            except Refused as refusal:
                form.add_error(None, refusal.reason)
                return self.form_invalid(form)
            return self.render_to_response(self.get_context_data(form=form, effects=found))
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: WeightsForm) -> HttpResponse:
        self.wanted = form.points
        return super().form_valid(form)

    def act(self, data: dict[str, Any], **who: Any) -> WorkWeights:
        return publish_weights(points=self.wanted, base=data["base"], reason=data["reason"], **who)

    def get_success_url(self) -> str:
        return reverse("issues:balance-weights")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(history=list(_history(self.versions)), usual=points_by_name(USUAL), **kwargs)


def _history(versions: list[WorkWeights]) -> Any:
    """Each version with what it changed, (name, before, after); the first one changed the usual weights."""
    for version, former in zip_longest(versions, versions[1:]):
        now = points_by_name(version.weights)
        before = points_by_name(former.weights if former is not None else USUAL)
        whole = former is not None or version.number == 1
        names = [(WorkWeights._meta.get_field(name).verbose_name, before[name], now[name]) for name in NAMES]
        yield version, [one for one in names if one[1] != one[2]] if whole else []
