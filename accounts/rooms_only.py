"""Whoever reads rooms only finds nothing else in the portal: no page, no list, no address of the API.

Rights refuse every action anyway, and lists are empty to such a person; this stands before both.
"""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

from accounts.audit_room_permissions import reads_rooms_only

ROOMS: Final = frozenset({"home", "room-list", "room-detail", "room-record"})
# The own account: how one signs in and out, one's own sessions and how the page looks.
OWN_ACCOUNT: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
        "account_confirm_email",
        "account_email",
        "account_email_verification_sent",
        "usersessions_list",
        "set-theme",
        "healthz",
    }
)
FACTORS: Final = "mfa_"
OPEN: Final = ROOMS | OWN_ACCOUNT


def is_open(view_name: str) -> bool:
    """Whether an address exists to somebody who reads rooms only."""
    return view_name in OPEN or view_name.startswith(FACTORS)


def offers(user: Any, url_name: str) -> bool:
    """Whether a menu names the address to the person."""
    return is_open(url_name) or not reads_rooms_only(user)


class RoomsOnlyMiddleware:
    """After the person is known, before the view is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        user = request.user
        if user.is_authenticated and reads_rooms_only(user) and not is_open(request.resolver_match.view_name or ""):
            raise Http404
