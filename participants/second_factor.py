"""The second factor that a company, or the operator, asks of whoever acts for it."""

from typing import Any, Final

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.access import has_second_factor, used_second_factor
from accounts.middleware import SecondFactorMiddleware
from accounts.rules.second_factor import Step, next_step
from participants.choices import FactorDemand
from participants.rules.signing_in import demand_on, is_asked
from portal.scoping.today import market_day

COMPANY: Final = "company"  # the method of a session that began at a company's provider


class CompanyFactorMiddleware(SecondFactorMiddleware):
    """Leads people of a participant to set one up first, as far as it is asked of them where they act now.

    Whom else one may act for stays within reach. A session that only proved the password reads nothing.
    """

    words = "Whoever acts for this company needs a second factor. Set up an authenticator app or a passkey first."

    @cached_property
    def _always(self) -> tuple[str, ...]:
        return (*super()._always, "/my/switch/", "/invitation/")

    def _step(self, request: HttpRequest) -> Step:
        user = request.user
        if not user.is_authenticated or user.is_staff or user.acting_for is None or request.api_token:
            return Step.NOTHING
        if not is_asked(self._demand(user), user.acting_for.kind) or proved(request):
            return Step.NOTHING
        return next_step(enrolled=has_second_factor(user), used=False)

    def _demand(self, user: Any) -> str:
        """Of the membership acted under; it came with the memberships, so nothing is read."""
        held = next(one for one in user.memberships_now if one.ref == user.acting_for.membership_ref)
        own, starts_on = held.factor_demand or FactorDemand.NONE, held.factor_from
        return demand_on(
            market_day(timezone.now()), own=own, starts_on=starts_on, minimum=settings.PARTICIPANTS_SECOND_FACTOR
        )


def proved(request: HttpRequest) -> bool:
    """Whether the session was signed in with a factor of ours, or with the provider's where the company trusts it."""
    if used_second_factor(request):
        return True
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == COMPANY and record.get("factor") for record in records)
