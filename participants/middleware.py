"""The wall around a participant's request; see portal.scoping.wall."""

import re
from collections.abc import Callable, Sequence

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import ApiToken
from participants.access import acting_for, memberships_of
from participants.models import Membership
from portal.scoping import wall

# Pages that need tables which the wall leaves out; each touches nothing but the person's own account.
OUTSIDE = (
    "/accounts/",  # sign-in, sessions, second factors
    "/settings/",  # own profile and new API tokens, theme
    "/calendar/",  # whoever knows the secret of a feed; read inside the wall, for each company by itself
    "/sign-in/",  # whoever comes back from a company's provider may be nobody yet
    "/invitation/",  # whoever opens one may be nobody yet; it makes the account
    "/notifications/unsubscribe/",  # whoever holds the link of a mail may be signed out; one preference
    "/static/",
    "/healthz",
    "/metrics",  # figures of the whole installation, for whoever knows the token
)
# But for what names a row by its reference: the wall holds it even where nobody asks whose it is.
NAMES_A_ROW = re.compile(rf"/settings/tokens/{ApiToken.REF_PREFIX}-|/sign-in/company/[^/]+/trial/")
CHOSEN = "acting_for"


class ActingMiddleware:
    """Finds for whom a participant's user acts in this request, before anything else asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and not user.is_staff:
            memberships = memberships_of(user, timezone.now())
            user.memberships_now = tuple(memberships)
            user.acting_for = acting_for(user, chosen(memberships, request))
        return self.get_response(request)


class WallMiddleware:
    """Runs every request that is not staff's in one transaction as the participants' database role.

    Templates render inside it. An error in a view arrives here as a response, so that is rolled back too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if (user.is_authenticated and user.is_staff) or is_outside(request.path):
            return self.get_response(request)
        with wall.inside(getattr(user, "acting_for", None) or wall.ActingFor(user_id=user.pk or 0)):
            response = drawn_in(self.get_response(request))
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def is_outside(path: str) -> bool:
    return path.startswith(OUTSIDE) and NAMES_A_ROW.match(path) is None


def chosen(memberships: Sequence[Membership], request: HttpRequest) -> Membership | None:
    """The membership a request runs under: a token's own, the one chosen in the session, or the first."""
    token = getattr(request, "api_token", None)
    if token is not None:
        return next((one for one in memberships if one.ref == token.membership_ref), None)
    wanted = request.session.get(CHOSEN)
    return next((one for one in memberships if one.ref == wanted), memberships[0] if memberships else None)


def drawn_in(response: HttpResponse) -> HttpResponse:
    """A streamed body would run after the wall is gone, so it is read here."""
    if not response.streaming:
        return response
    whole = HttpResponse(b"".join(response.streaming_content), status=response.status_code)
    whole.headers.update({name: value for name, value in response.headers.items() if name != "Content-Length"})
    whole.cookies = response.cookies
    return whole
