"""The page of those who run the service: what waits, what is late, what ran."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from portal.outbox import permissions
from portal.outbox.figures import figures, in_words
from portal.web.doors import DeskDoor


class WatchDoor(DeskDoor):
    """Supervisors and auditors."""

    capability = "outbox.view"
    denial = permissions.WATCHERS


class OperationsView(WatchDoor, TemplateView):
    template_name = "outbox/operations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = figures(timezone.now())
        states = {name: in_words(number) for name, number in found.states.items()}
        return super().get_context_data(
            figures=found,
            states=states,
            due=in_words(found.messages.due),
            steps=in_words(found.steps.due),
            troubles=in_words(found.troubles),
            **kwargs,
        )


class FiguresView(OperationsView):
    """The part of the page that renews itself; signed out it answers 401 and not with a sign-in page."""

    template_name = "outbox/_figures.html"

    def handle_no_permission(self) -> HttpResponse:
        return HttpResponse(status=401)
