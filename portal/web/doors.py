"""Who stands in front of a view: staff at the desk, or a participant's user. Views inherit one of the two."""

from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.mixins import AccessMixin
from django.http import Http404, HttpRequest, HttpResponse

from portal.audit import source
from portal.lifecycle.refusals import Denied

LOOPBACK_NAMES: Final = {"localhost", "127.0.0.1", "::1"}
FORWARDED: Final = ("Forwarded", "Via", "X-Real-Ip", "X-Client-Ip", "True-Client-Ip", "Cf-Connecting-Ip")


def from_this_machine(request: HttpRequest) -> bool:
    """Whether an installation for trying out is asked from its own machine: what nobody else may read.

    A proxy on this machine would make everybody look like that, so its headers end it; so does a foreign host
    name, by which a page of somebody else's could ask through the browser here.
    """
    if settings.PRODUCTION or came_by_proxy(request):
        return False
    address = source.address.get()
    named = urlsplit(f"//{request.get_host()}").hostname in LOOPBACK_NAMES
    return named and address is not None and ip_address(address).is_loopback


def came_by_proxy(request: HttpRequest) -> bool:
    """Whether a proxy is expected, or has left its mark."""
    marks = any(name.title().startswith("X-Forwarded") for name in request.headers)
    return marks or settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0 or any(name in request.headers for name in FORWARDED)


class DeskDoor(AccessMixin):
    """Staff only: participants' users get 404, staff without `capability` get 403 with the reason."""

    capability = "desk.enter"
    denial = "Your role does not include this."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not request.user.is_staff:
            raise Http404
        if not request.user.can(self.capability):
            Denied(self.denial).enforce()
        return super().dispatch(request, *args, **kwargs)


class MyDoor(AccessMixin):
    """Participants' users who act for a participant; staff get 404. `permission` may ask for more.

    What is `members_only` does not exist for a company that only applies so far.
    """

    members_only = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if request.user.is_staff or request.user.acting_for is None:
            raise Http404
        if self.members_only and request.user.acting_for.applying:
            raise Http404
        return super().dispatch(request, *args, **kwargs)
