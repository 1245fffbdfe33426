"""The demo's sign-in connection and mail domain under the names by which addresses call for them."""

from typing import Any

from participants.choices import SignInProtocol
from participants.models import SignInConnection, SignInDomain


def sign_in_rows() -> dict[str, Any]:
    """A connection of either protocol: that by SAML has metadata beside its page."""
    known = SignInConnection.objects.earliest("pk")
    saml = SignInConnection.objects.create(
        participant=known.participant,
        name="Prairie Lantern people",
        protocol=SignInProtocol.SAML,
        issuer="https://people.prairielantern.example",
        sso_url="https://people.prairielantern.example/sso",
    )
    return {
        "sign_in_connection": saml,
        "sign_in_domain": SignInDomain.objects.waiting().first(),
    }
