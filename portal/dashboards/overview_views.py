"""The supervisor's dashboard: the first page of the administration, and the part of it that renews itself."""

from dataclasses import fields
from functools import cached_property
from typing import Any, Final
from zlib import crc32

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.generic import TemplateView

from accounts.choices import Role
from issues.rules.work_load import Weights
from portal.dashboards.asking import PERIODS, Asked, asked
from portal.dashboards.departments import Department
from portal.dashboards.numbers import Numbers, reckon
from portal.dashboards.overview import sections
from portal.dashboards.people import Person
from portal.web.doors import DeskDoor
from portal.web.remembered import Remembered, remembered

# However many look, the numbers are worked out once in so many seconds.
SECONDS: Final = 30
# Another shape of what is remembered has another name, so that no release reads what a former one kept.
SHAPE: Final = [(one.name, str(one.type)) for kept in (Numbers, Person, Department, Weights) for one in fields(kept)]
KEY = f"dashboard:{crc32(repr(SHAPE).encode()):x}"


class OverviewDoor(DeskDoor):
    capability = "admin.enter"
    denial = "Only supervisors and auditors enter the administration."

    @cached_property
    def asked(self) -> Asked:
        return asked(self.request.GET.dict(), self.request.user)

    @cached_property
    def known(self) -> Remembered:
        """The numbers, shared by whoever sees the same rows: all supervisors; an auditor has some of one's own."""
        user, wanted = self.request.user, self.asked
        who = "all" if user.role == Role.SUPERVISOR else user.pk
        team = wanted.team.ref if wanted.team else ""
        now = timezone.now()
        return remembered(
            f"{KEY}:{who}:{wanted.days}:{team}",
            lambda: reckon(user, days=wanted.days, team=wanted.team, now=now),
            now=now,
            seconds=SECONDS,
        )

    @property
    def stamp(self) -> str:
        """Names the state that is shown."""
        return f"{self.known.at.timestamp():.6f}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted, known = self.asked, self.known
        return super().get_context_data(
            asked=wanted,
            periods=PERIODS.items(),
            as_of=known.at,
            stamp=self.stamp,
            every=SECONDS,
            may_move=self.request.user.can("participants.assign"),
            **sections(known.value, wanted.team.ref if wanted.team else ""),
            **kwargs,
        )


class OverviewView(OverviewDoor, TemplateView):
    template_name = "dashboard/overview.html"
    http_method_names = ["get", "head", "post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """As Django's own first page answers."""
        return self.get(request, *args, **kwargs)


class FiguresView(OverviewDoor, TemplateView):
    """204 while nothing is newer than what the page shows; signed out it answers 401 and not with a sign-in page."""

    template_name = "dashboard/_figures.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.GET.get("seen") == self.stamp:
            return HttpResponse(status=204)
        return super().get(request, *args, **kwargs)

    def handle_no_permission(self) -> HttpResponse:
        return HttpResponse(status=401)
