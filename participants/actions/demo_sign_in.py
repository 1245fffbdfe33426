"""The demo world's company that is about to sign in through a provider of its own: a draft, and a domain that waits."""

from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Final

from accounts.models import User
from participants.access import acting_as
from participants.actions.sign_in_connections import add_connection
from participants.actions.sign_in_domains import claim_domain, confirm_domain
from participants.choices import SignInProtocol
from participants.models import Participant

COMPANY: Final = "Prairie Lantern Energy"


def fill_sign_in(*, now: datetime) -> None:
    """One domain is confirmed, one waits; the connection was never tried."""
    participant = Participant.objects.get(name=COMPANY)
    administrator = User.objects.get(email="admin@prairielantern.example")
    supervisor = User.objects.get(email="supervisor@iso.example")
    with acting_as(administrator, participant.pk, now=now):
        # `acting_as` says on the person for whom; the actions ask that.
        add_connection(
            participant=participant,
            protocol=SignInProtocol.OIDC,
            by=administrator,
            now=now,
            name="Prairie Lantern directory",
            issuer="https://login.prairielantern.example",
            client_id="market-participant-portal",
            secret=token_urlsafe(16),
        )
        first = claim_domain(participant=participant, domain="prairielantern.example", by=administrator, now=now)
        claim_domain(
            participant=participant, domain="lantern-retail.example", by=administrator, now=now + timedelta(minutes=5)
        )
    confirm_domain(domain=first, by=supervisor, now=now)
