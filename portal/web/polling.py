"""Addresses that open pages ask for by themselves. They count as nobody's activity: no session lives on by them."""

import re
from typing import Final

from django.http import HttpRequest

POLLED: Final = frozenset(
    {"/notifications/unread/", "/operations/figures/", "/today/count/", "/today/first/", "/admin/figures/"}
)
# Of one row each: who else looks at it.
POLLED_OF_ROWS: Final = re.compile(r"/issues/[A-Za-z0-9-]+/presence/")
# Pages that ask for themselves while something is being prepared; opened by a person they are no such request.
POLLED_BY_THEMSELVES: Final = re.compile(r"/reports/runs/[A-Za-z0-9-]+/")


def is_polled(request: HttpRequest) -> bool:
    """Whether a page asks this, and no person."""
    if request.method == "GET" and "HX-Request" in request.headers and POLLED_BY_THEMSELVES.fullmatch(request.path):
        return True
    return request.path in POLLED or POLLED_OF_ROWS.fullmatch(request.path) is not None
