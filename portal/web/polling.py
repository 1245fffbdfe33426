"""Addresses that open pages ask for by themselves. They count as nobody's activity: no session lives on by them."""

from typing import Final

from django.http import HttpRequest

POLLED: Final = frozenset({"/notifications/unread/", "/operations/figures/"})


def is_polled(request: HttpRequest) -> bool:
    """Whether a page asks this, and no person."""
    return request.path in POLLED
