"""The supervisor's dashboard: the first page of the administration, and the part of it that renews itself."""

from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.generic import TemplateView, View

from accounts.choices import Role
from accounts.models import User
from portal.dashboards.asking import PERIODS, Asked, asked
from portal.dashboards.numbers import reckon
from portal.dashboards.overview import sections
from portal.web.doors import DeskDoor
from portal.web.remembered import Remembered, remembered

# However many look, the numbers are worked out and drawn once in so many seconds.
SECONDS: Final = 30
KEY: Final = "dashboard"


class OverviewDoor(DeskDoor):
    capability = "admin.enter"
    denial = "Only supervisors and auditors enter the administration."

    @cached_property
    def asked(self) -> Asked:
        return asked(self.request.GET.dict(), self.request.user)

    @cached_property
    def known(self) -> Remembered:
        """The drawn figures, shared by whoever sees the same rows at the same hours: all supervisors of a time zone; an
        auditor has one's own."""
        user, wanted = self.request.user, self.asked
        who = f"all:{timezone.get_current_timezone_name()}" if user.role == Role.SUPERVISOR else user.pk
        team = wanted.team.ref if wanted.team else ""
        now = timezone.now()
        return remembered(
            f"{KEY}:{who}:{wanted.days}:{team}", lambda: drawn(user, wanted, now), now=now, seconds=SECONDS
        )


def stamp_of(at: datetime) -> str:
    """Names the state that is shown."""
    return f"{at.timestamp():.6f}"


def drawn(user: User, wanted: Asked, now: datetime) -> str:
    """The part of the page that renews itself. Drawing it costs more than its statements, so it is drawn for all."""
    numbers = reckon(user, days=wanted.days, team=wanted.team, now=now)
    told = {
        "asked": wanted,
        "as_of": now,
        "stamp": stamp_of(now),
        "every": SECONDS,
        "may_move": user.can("participants.assign"),
        **sections(numbers, wanted.team.ref if wanted.team else ""),
    }
    return render_to_string("dashboard/_figures.html", told)


class OverviewView(OverviewDoor, TemplateView):
    template_name = "dashboard/overview.html"
    http_method_names = ["get", "head", "post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As Django's own first page answers."""
        return self.get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        figures = mark_safe(self.known.value)  # noqa: S308 - drawn by our own template
        return super().get_context_data(
            asked=self.asked, periods=PERIODS.items(), every=SECONDS, figures=figures, **kwargs
        )


class FiguresView(OverviewDoor, View):
    """204 while nothing is newer than what the page shows; signed out it answers 401 and not with a sign-in page."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("seen") == stamp_of(self.known.at):
            return HttpResponse(status=204)
        return HttpResponse(self.known.value)

    def handle_no_permission(self) -> HttpResponse:
        return HttpResponse(status=401)
