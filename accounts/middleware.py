"""Who is asking: a token's owner, a person in a time zone, a staff member without second factor."""

import zoneinfo
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject, cached_property
from django_htmx.http import HttpResponseClientRedirect
from knox.crypto import hash_token

from accounts.access import has_second_factor, may_sign_in, used_second_factor
from accounts.models import ApiToken
from accounts.rules.second_factor import Step, next_step
from accounts.sessions import reading_along
from portal.web.polling import is_polled

GetResponse = Callable[[HttpRequest], HttpResponse]

API = "/api/"
API_VERSIONS = "/api/v"
LAST_USE_EXACT_TO = timedelta(minutes=1)
NOTED = "activity_noted_at"


class SignedInMiddleware(AuthenticationMiddleware):
    """Django's own, which takes the person that came with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(partial(_signed_in, request))


def _signed_in(request: HttpRequest) -> Any:
    request.session.get(SESSION_KEY)  # reads the session, and with it the person
    with reading_along(request.session.person):
        return get_user(request)


class ActivityMiddleware(UserSessionsMiddleware):
    """Keeps the list of one's sessions exact to a minute; noting each request would cost it three statements.

    What open pages ask for by themselves is no activity.
    """

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_polled(request) or not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now().timestamp()
        if now - request.session.get(NOTED, 0) < LAST_USE_EXACT_TO.total_seconds():
            return self.get_response(request)
        request.session[NOTED] = now
        return super().__call__(request)


class TokenMiddleware:
    """On API paths, `Authorization: Token ...` says who asks; a session cookie beside it counts for nothing.

    Runs before the wall, which needs the person. Sets `request.api_token`; for a token that opens nothing
    `request.token_refused`, upon which the API answers 401. Pages never look at tokens.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.api_token = None
        request.token_refused = False
        if request.path.startswith(API):
            scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
            if scheme.lower() == "token":
                self._identify(request, secret.strip())
        return self.get_response(request)

    def _identify(self, request: HttpRequest, secret: str) -> None:
        now = timezone.now()
        token = ApiToken.objects.select_related("user").filter(digest=hash_token(secret), expiry__gt=now).first()
        if token is None or not may_sign_in(token.user, now):
            request.user = AnonymousUser()
            request.token_refused = True
            return
        request.user = token.user
        request.api_token = token
        self._note_use(token, now)

    def _note_use(self, token: ApiToken, now: timezone.datetime) -> None:
        """Once a minute is exact enough, and costs no write at every call."""
        long_ago = now - LAST_USE_EXACT_TO
        if token.last_used_at is None or token.last_used_at < long_ago:
            unused = Q(last_used_at=None) | Q(last_used_at__lt=long_ago)
            ApiToken.objects.filter(unused, pk=token.pk).update(last_used_at=now)


class PersonMiddleware:
    """Loads the person before anything else asks, uses the person's time zone, and keeps pages out of caches.

    Whoever uses the same browser next finds nothing of it, not even with the back button.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        with timezone.override(zoneinfo.ZoneInfo(person.time_zone)):
            response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class SecondFactorMiddleware:
    """Leads staff without a second factor to set one up, and old sessions to sign in again.

    However the session began (password, one-time code), without a factor it reaches nothing but the pages
    that set one up. A token of staff needs no factor at each call: it could only be made in such a session.
    """

    words = "Your role needs a second factor. Set up an authenticator app or a passkey first."

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    @cached_property
    def _always(self) -> tuple[str, ...]:
        return (reverse("account_logout"), "/settings/theme/", "/static/", "/healthz")

    @cached_property
    def _for_set_up(self) -> tuple[str, ...]:
        """Setting one up needs a confirmed address and a freshly confirmed password."""
        names = ("mfa_index", "account_reauthenticate", "account_email", "account_email_verification_sent")
        return (*self._always, *map(reverse, names))

    @cached_property
    def _after_set_up(self) -> tuple[str, ...]:
        """The recovery codes are shown right after the set-up, still in the old session."""
        return (*self._always, reverse("mfa_view_recovery_codes"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        step = self._step(request)
        if step is Step.NOTHING:
            return self.get_response(request)
        open_paths = self._for_set_up if step is Step.SET_UP else self._after_set_up
        if request.path.startswith(open_paths):
            return self.get_response(request)
        if is_polled(request):
            # Nobody clicked: no message gathers, and nobody is signed out while reading recovery codes.
            return HttpResponse(status=204)
        if request.path.startswith(API_VERSIONS):
            return _problem(f"First {step.value}.")
        return self._lead(request, step)

    def _step(self, request: HttpRequest) -> Step:
        user = request.user
        if not settings.STAFF_SECOND_FACTOR or not user.is_authenticated or not user.is_staff or request.api_token:
            return Step.NOTHING
        return next_step(enrolled=has_second_factor(user), used=used_second_factor(request))

    def _lead(self, request: HttpRequest, step: Step) -> HttpResponse:
        if step is Step.SET_UP:
            target = HttpResponseRedirect(reverse("mfa_index"))
            messages.info(request, self.words)
        else:
            logout(request)
            on_the_way = request.method == "GET" and not request.path.startswith("/accounts/")
            target = redirect_to_login(request.get_full_path() if on_the_way else "/")
            messages.info(request, "Your second factor is set up. Sign in once more, using it.")
        return HttpResponseClientRedirect(target.url) if request.htmx else target


def _problem(detail: str) -> JsonResponse:
    """The API's shape of an error (RFC 9457)."""
    body = {"type": "about:blank", "title": "Forbidden", "status": 403, "detail": detail}
    return JsonResponse(body, status=403, content_type="application/problem+json")
