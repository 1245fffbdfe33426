"""Light, dark, or as the device says. Kept in a cookie so that the server renders the right one at once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "theme"
THEMES = {"system": "As on this device", "light": "Light", "dark": "Dark"}
DEFAULT = "system"
YEAR = 365 * 24 * 60 * 60


def current_theme(request: HttpRequest) -> str:
    """The cookie of this browser, else what the person chose in the settings, else the device's."""
    for choice in (request.COOKIES.get(COOKIE), getattr(getattr(request, "user", None), "theme", "")):
        if choice in THEMES:
            return choice
    return DEFAULT


def remember_theme(response: HttpResponse, theme: str) -> HttpResponse:
    response.set_cookie(
        COOKIE, theme, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
    return response


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember the choice and go back to the page it was made on."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        return HttpResponseBadRequest("There is no such theme.")
    return remember_theme(HttpResponseRedirect(_page_before(request)), theme)


def _page_before(request: HttpRequest) -> str:
    for target in (request.POST.get("next", ""), request.META.get("HTTP_REFERER", "")):
        if target and url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
            return target
    return "/"
