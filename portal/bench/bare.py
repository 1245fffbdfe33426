"""The page that all others are compared with: signed in, one query of 25 rows, a plain template. There in a bench only.

Nothing of ours that could be left out is in it; what every page passes (session, person, middleware) is.
"""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import URLPattern, path

from issues.models import Issue

ADDRESS: Final = "/bench/bare/"
ROWS: Final = 25
SHOWN: Final = ("ref", "title", "state", "severity", "opened_at")


@login_required
def bare_page(request: HttpRequest) -> HttpResponse:
    rows = Issue.objects.order_by("-pk").only(*SHOWN)[:ROWS]
    return HttpResponse(loader.get_template("bench/bare.html").render({"person": request.user, "rows": rows}))


def addresses() -> list[URLPattern]:
    return [path(ADDRESS.lstrip("/"), bare_page, name="bench-bare")]
