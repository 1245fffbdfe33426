"""For whom one acts: how much waits at each company, and acting for another of them from now on."""

from datetime import datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from participants import your_turn_reading
from participants.access import acting_for
from participants.middleware import CHOSEN
from participants.models import Membership
from portal.scoping import wall
from portal.web.doors import MyDoor

# A number costs statements of its own behind its company's wall; of further ones there is none.
MOST: Final = 20


def waiting(user: Any, memberships: list[Membership], now: datetime) -> list[tuple[Membership, int | None]]:
    """How much waits at each company: a number, read inside that company's wall, and nothing else of it."""
    chosen = user.acting_for
    found: list[tuple[Membership, int | None]] = []
    try:
        for place, membership in enumerate(memberships):
            user.acting_for = acting_for(user, membership)
            with wall.inside(user.acting_for):
                found.append((membership, your_turn_reading.count(user, now) if place < MOST else None))
    finally:
        user.acting_for = chosen
    return found


class SwitchView(MyDoor, View):
    """The companies with the number of things that wait at each; act for one of them from now on, in this session."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        companies = waiting(request.user, list(request.user.memberships_now), timezone.now())
        part = request.htmx and not request.htmx.history_restore_request
        template = "my/_companies.html" if part else "my/switch.html"
        return render(request, template, {"companies": companies, "acting_for": request.user.acting_for})

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("membership", "")
        if wanted not in {membership.ref for membership in request.user.memberships_now}:
            raise Http404
        request.session[CHOSEN] = wanted
        return HttpResponseRedirect(reverse("my-home"))
