"""The way in through a company's own provider: asked for by address, left for the provider, and come back.

All but the trial runs outside the wall: whoever comes may be nobody yet. Our forms post to ourselves only, so the way
out is a page that the browser leaves by itself.
"""

from typing import Any, Final
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from participants.actions import sign_in_attempts as attempts
from participants.forms.signing_in import AddressForm
from participants.models import SignInConnection
from participants.rules.signing_in import domain_of
from participants.second_factor import COMPANY
from participants.sign_in_gate import CAME_BY
from portal.lifecycle.refusals import Refused
from portal.web.doors import MyDoor
from portal.web.views import ActionButton

STATE: Final = "company_sign_in"
NO_PROVIDER: Final = "No company's provider is set up for this address. Sign in with your password or a code."
LONGEST_STATE: Final = 200


def leave(request: HttpRequest, url: str, state: str) -> HttpResponse:
    """The page that goes on to the provider; the state stays in this browser's session."""
    request.session[STATE] = state
    return render(request, "account/company_leave.html", {"url": url, "host": urlsplit(url).hostname})


@method_decorator(never_cache, name="dispatch")
class CompanySignInView(FormView):
    form_class = AddressForm
    template_name = "account/company_sign_in.html"

    def get_initial(self) -> dict[str, Any]:
        return {"email": self.request.GET.get("email", "")[:254]}

    def form_valid(self, form: Any) -> HttpResponse:
        email = form.cleaned_data["email"].lower()
        if not ratelimit.consume(self.request, action="company_sign_in", key=email):
            return ratelimit.respond_429(self.request)
        connection = SignInConnection.objects.for_domain(domain_of(email)).first()
        try:
            if connection is None:
                raise Refused(NO_PROVIDER)
            url, state = attempts.begin(connection=connection, next_url=self.next_url(), now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        return leave(self.request, url, state)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def next_url(self) -> str:
        """Where somebody was going, if that is one of our own pages."""
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        return wanted if len(wanted) < 2000 and get_adapter().is_safe_url(wanted) else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(next_url=self.next_url(), **kwargs)


@method_decorator(never_cache, name="dispatch")
class CompanyTrialView(MyDoor, ActionButton):
    """The company's administrator goes the whole way; nobody is signed in by it."""

    members_only = True
    model = SignInConnection

    def form_valid(self, form: Any) -> HttpResponse:
        """The answer is the page that goes on, not a way back."""
        request = self.request
        try:
            url, state = attempts.begin_trial(connection=self.object, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.reason)
            return HttpResponseRedirect(reverse("my-sign-in"))
        return leave(request, url, state)


class _Arriving(View):
    """The end of the way, in the browser in which it began."""

    http_method_names = ["get", "options"]

    def arrive(self, request: HttpRequest, **kwargs: Any) -> attempts.Arrival:
        raise NotImplementedError("Says what came of it.")

    @method_decorator(never_cache)
    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            arrival = self.arrive(request, **kwargs)
        except Refused as refusal:
            messages.error(request, refusal.reason)
            return HttpResponseRedirect(reverse("account_login"))
        if arrival.trial:
            return HttpResponseRedirect(reverse("my-sign-in"))
        return enter(request, arrival)

    def own_state(self, request: HttpRequest, state: str) -> str:
        """The state, if this browser was sent off with it; used up by asking."""
        kept = request.session.pop(STATE, "") if STATE in request.session else ""
        if not state or len(state) > LONGEST_STATE or kept != state:
            raise Refused(attempts.NOT_THIS_WAY)
        return state


class CompanyCallbackView(_Arriving):
    """Where an OpenID Connect provider sends the browser."""

    def arrive(self, request: HttpRequest, **kwargs: Any) -> attempts.Arrival:
        state = self.own_state(request, request.GET.get("state", ""))
        code = request.GET.get("code", "") if "error" not in request.GET else ""
        return attempts.finish_oidc(ref=kwargs["ref"], state=state, code=code[:4000], now=timezone.now())


class CompanyFinishView(_Arriving):
    """Where the browser fetches what its SAML provider said."""

    def arrive(self, request: HttpRequest, **kwargs: Any) -> attempts.Arrival:
        return attempts.finish_saml(state=self.own_state(request, request.session.get(STATE, "")), now=timezone.now())


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class CompanyAcsView(View):
    """Where a SAML provider has the browser post. That post comes from elsewhere, so it brings no session of ours."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        state = request.POST.get("RelayState", "")[:LONGEST_STATE]
        try:
            attempts.answer_saml(
                ref=ref, state=state, response=request.POST.get("SAMLResponse", ""), now=timezone.now()
            )
        except Refused as refusal:
            messages.error(request, refusal.reason)
            return HttpResponseRedirect(reverse("account_login"))
        return HttpResponseRedirect(reverse("company-sign-in-finish"))


def enter(request: HttpRequest, arrival: attempts.Arrival) -> HttpResponse:
    """Sign the person in by allauth's own flow: a new session, the own second factor, the list of sessions."""
    if request.user.is_authenticated:
        get_adapter().logout(request)
    setattr(request, CAME_BY, arrival.connection)
    factor = True if arrival.two_factors else None
    record_authentication(request, arrival.user, COMPANY, connection=arrival.connection.ref, factor=factor)
    return perform_login(request, arrival.user, redirect_url=arrival.next_url or None)
