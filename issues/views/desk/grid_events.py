"""Grid events: the list, one with its effect on the targets, declaring and ending."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from issues.actions.grid_events import declare_event, end_event
from issues.forms.duty import EndForm, EventForm
from issues.grid_report import effect_of
from issues.models import GridEvent
from issues.permissions.targets import can_oversee
from issues.views.desk.policies import CRUMB, is_working
from issues.views.desk.target_pages import OverseersForm
from portal.calendars.due_words import left_words
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView, ScopedListView


class GridEventListView(DeskDoor, ScopedListView):
    capability = "issues.view"
    model = GridEvent
    template_name = "issues/grid_event_list.html"
    orders = {"newest": ("-starts_at", "-id")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(now=timezone.now(), may_edit=can_oversee(self.request.user), **kwargs)


class GridEventDetailView(DeskDoor, ScopedDetailView):
    capability = "issues.view"
    model = GridEvent
    template_name = "issues/grid_event_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        event, now, user = self.object, timezone.now(), self.request.user
        runs = list(event.runs.order_by("started_at", "id"))
        effect = effect_of(event, user, now)
        for line in effect.lines:
            line.paused_words = left_words(line.paused)
        until = min(event.ends_at or now, now)
        return super().get_context_data(
            now=now,
            runs=runs,
            working=is_working(runs),
            effect=effect,
            paused=left_words(effect.paused),
            length=left_words(until - event.starts_at) if until > event.starts_at else "",
            is_over=event.ends_at is not None and event.ends_at <= now,
            has_begun=event.starts_at <= now,
            may_edit=can_oversee(user),
            **kwargs,
        )


class GridEventDeclareView(OverseersForm):
    form_class = EventForm
    title = "Declare a grid event"
    lead = "Targets of everything that is not critical stand still until it ends; both sides read the reason."
    submit_label = "Declare"
    success_message = "Declared. The clocks are being paused."

    def crumbs(self) -> list[tuple[str, str]]:
        return [(CRUMB, reverse("issues:policy-list")), ("Grid events", reverse("issues:grid-event-list"))]

    def act(self, data: dict[str, Any], **who: Any) -> GridEvent:
        return declare_event(**data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()


class GridEventEndView(OverseersForm):
    model: Any = GridEvent
    form_class = EndForm
    title = "End the grid event"
    lead = "The targets run on from now on, each by its own calendar."
    submit_label = "End it now"
    success_message = "Ended. The clocks are being resumed."

    def crumbs(self) -> list[tuple[str, str]]:
        return [("Grid events", reverse("issues:grid-event-list")), (str(self.object), self.object.get_absolute_url())]

    def act(self, data: dict[str, Any], **who: Any) -> GridEvent:
        return end_event(event=self.object, **who)
