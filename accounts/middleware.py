"""Who is asking: a token's owner, a person whose access has ended, a staff member without second factor."""

import zoneinfo
from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.scoping.today import market_day

GetResponse = Callable[[HttpRequest], HttpResponse]


class PersonMiddleware:
    """Loads the person before anything else asks, ends an expired access, and uses the person's time zone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        if person.access_until and person.access_until < market_day(timezone.now()):
            logout(request)
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(person.time_zone)):
            return self.get_response(request)
