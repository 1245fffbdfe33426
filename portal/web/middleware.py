"""Around every view: an address must be text, and a refusal that no form caught becomes a page that says why."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from portal.lifecycle.refusals import NotPermitted, Refused

API = "/api/"
TEXTS: Final = ("text/", "application/json", "image/svg+xml")


class CompressMiddleware(GZipMiddleware):
    """Pages leave a fifth as heavy. Files that are compressed already are left alone.

    Django pads each answer by a random length, and masks the token of forms anew each time: from the length of an
    answer nobody learns what is in it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not response.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)


def require_text(request: HttpRequest) -> None:
    """Refuse an address with a character that no database text can hold; forms and the API refuse it themselves."""
    if "\x00" in request.path or any("\x00" in value for values in request.GET.lists() for value in values[1]):
        raise BadRequest("The address holds a character that cannot be searched for.")


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            require_text(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """403 for a missing right, 409 where the row's state stands in the way."""
        if not isinstance(exception, Refused):
            return None
        status = 403 if isinstance(exception, NotPermitted) else 409
        return render(request, "403.html", {"reason": exception.reason, "status": status}, status=status)
