"""While somebody shadows: the participant's pages open, what is read is recorded, and nothing is written.

Sight is given to one request, of a page about that participant; lists, searches and mails never hold more by it. Where
the participant is open to the person anyway, a shadowing is a record and takes no right away.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.actions.shadowings import record_read
from accounts.models import Shadowing
from participants.models import Participant
from portal.lifecycle.rows import Row
from portal.scoping.today import market_day
from portal.web.banners import Banner

API: Final = "/api/"
APPS: Final = ("participants", "issues", "training")
READING: Final = ("GET", "HEAD", "OPTIONS")
LONGEST: Final = 40
ONLY_READS: Final = (
    "You shadow this participant: you read along and change nothing. Its account manager acts, or a supervisor assigns "
    "you first."
)
Found = tuple[int, str]


class ReadingAlongMiddleware:
    """After the person is known, before the view is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.shadowing = None
        response = self.get_response(request)
        if request.shadowing is not None and request.method == "GET" and response.status_code == 200:
            record_read(request.shadowing, request.shadowing.page, now=timezone.now())
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> HttpResponse | None:
        user, now = request.user, timezone.now()
        if not user.is_authenticated or user.shadows_until is None or user.shadows_until < market_day(now):
            return None
        found = about([*kwargs.values(), request.GET.get("participant", "")])
        shadowing = running(user, found[0], now) if found is not None else None
        if found is None or shadowing is None:
            return None
        open_anyway = Participant.objects.visible_to(user).filter(pk=found[0]).exists()
        if not open_anyway and not shadowing.opens_restricted:
            return None
        if request.method not in READING:
            return None if open_anyway else refused(request)
        shadowing.page = f"{found[1]}, {request.resolver_match.url_name}"
        shadowing.only_sight = not open_anyway
        request.shadowing = shadowing
        if not open_anyway:
            user.reads_along = found[0]
        return None


def running(user: Any, participant_id: int, now: datetime) -> Shadowing | None:
    """The one under which the person reads now; one that opens more comes first."""
    rows = Shadowing.objects.running(market_day(now)).filter(person=user.pk, participant_id=participant_id)
    return rows.select_related("person", "host").order_by("-opens_restricted", "pk").first()


def about(refs: Iterable[Any]) -> Found | None:
    """Which participant's row an address names first, and the row's noun with its reference."""
    for ref in refs:
        if not isinstance(ref, str) or not 3 < len(ref) <= LONGEST or "\x00" in ref:
            continue
        for model, column in _models().get(ref.partition("-")[0], ()):
            key = model._base_manager.filter(ref=ref).values_list(column, flat=True).first()
            if key is not None:
                noun = str(model._meta.verbose_name)
                return key, f"{noun[:1].upper()}{noun[1:]} {ref}"
    return None


@cache
def _models() -> dict[str, list[tuple[Any, str]]]:
    """Whose rows belong to a participant, by the beginning of their references, with the column that names it."""
    known: dict[str, list[tuple[Any, str]]] = {}
    for model in apps.get_models():
        if model._meta.app_label not in APPS or not issubclass(model, Row):
            continue
        names = {field.attname for field in model._meta.concrete_fields}
        if model is Participant or "participant_id" in names:
            column = "pk" if model is Participant else "participant_id"
            known.setdefault(model.REF_PREFIX, []).append((model, column))
    return known


def refused(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(API):
        body = {"type": "about:blank", "title": "Forbidden", "status": 403, "detail": ONLY_READS}
        return JsonResponse(body, status=403, content_type="application/problem+json")
    return render(request, "403.html", {"reason": ONLY_READS, "status": 403}, status=403)


def banner(request: HttpRequest) -> Banner | None:
    """On every page that is read under a shadowing."""
    shadowing = getattr(request, "shadowing", None)
    if shadowing is None:
        return None
    told = "You read along and change nothing." if shadowing.only_sight else "What you may change is as before."
    until = f"until {shadowing.ends_on:%b} {shadowing.ends_on.day}"
    title = f"You shadow this participant with {shadowing.host.name}, {until}."
    return Banner(
        title,
        f"{told} Every page you open here is recorded.",
        icon="eye",
        url=reverse("participants:shadowing-detail", args=[shadowing.ref]),
    )
