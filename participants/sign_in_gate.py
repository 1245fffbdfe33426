"""Whose company lets its people in through its own provider only."""

from collections import defaultdict
from typing import Any, Final

from django.http import HttpRequest
from django.utils import timezone

from accounts import sign_in_gates
from accounts.access import has_second_factor
from participants.models import Membership, SignInConnection, SignInDomain
from participants.rules.signing_in import must_use_provider
from portal.scoping.today import market_day

CAME_BY: Final = "company_connection"  # the attribute of a request that comes back from a provider
THROUGH_PROVIDER: Final = (
    "People of your company sign in through the company's own provider: choose “Sign in through your company”."
)


def register() -> None:
    """Called when the app is ready."""
    sign_in_gates.register(refusal)


def refusal(request: HttpRequest, user: Any) -> str:
    if user.is_staff or getattr(request, CAME_BY, None) is not None:
        return ""
    required = SignInConnection.objects.on().filter(required=True)
    held = Membership.objects.valid_on(market_day(timezone.now())).filter(
        user=user, participant__in=required.values("participant")
    )
    qualities = dict(held.order_by().values_list("participant_id", "kind"))
    if not qualities:
        return ""
    domains = defaultdict(set)
    for participant, domain in (
        SignInDomain.objects.confirmed().filter(participant__in=qualities).values_list("participant_id", "domain")
    ):
        domains[participant].add(domain)
    asked = [(quality, domains[participant]) for participant, quality in qualities.items()]
    forced = must_use_provider(user.email, asked, factor_held=has_second_factor(user))
    return THROUGH_PROVIDER if forced else ""
