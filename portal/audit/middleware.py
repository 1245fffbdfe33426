"""Remembers the request's source address while it runs."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.audit import source


class SourceMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = source.address_of(
            request.META.get("REMOTE_ADDR", ""),
            request.META.get("HTTP_X_FORWARDED_FOR", ""),
            settings.ALLAUTH_TRUSTED_PROXY_COUNT,
        )
        token = source.address.set(found)
        try:
            return self.get_response(request)
        finally:
            source.address.reset(token)
