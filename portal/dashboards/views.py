"""The first page of each kind of user."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.audit_room_permissions import reads_rooms_only
from accounts.choices import Role
from portal.dashboards import account_manager, others, supervisor, training_coordinator

HOMES = {
    Role.ACCOUNT_MANAGER: ("home/account_manager.html", account_manager.context),
    Role.SUPERVISOR: ("home/supervisor.html", supervisor.context),
    Role.TRAINING_COORDINATOR: ("home/training_coordinator.html", training_coordinator.context),
}
PLAIN = ("home/plain.html", others.context)


class HomeView(LoginRequiredMixin, TemplateView):
    """Participants' users go to their own side, who reads rooms only to the rooms; staff see the home of their role."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_staff:
            return HttpResponseRedirect(reverse("my-home"))
        if reads_rooms_only(request.user):
            return HttpResponseRedirect(reverse("room-list"))
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [HOMES.get(self.request.user.role, PLAIN)[0]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        build = HOMES.get(self.request.user.role, PLAIN)[1]
        now = timezone.now()
        local = timezone.localtime(now)
        return super().get_context_data(hour=local.hour, **build(self.request.user, now), **kwargs)
