"""A draft of a sign-in connection and a domain that waits, of each company, for the walks."""

from datetime import datetime
from types import SimpleNamespace

from participants.models import SignInConnection, SignInDomain


def furnish_sign_in(*companies: SimpleNamespace, now: datetime) -> None:
    for rows in companies:
        of = {"participant": rows.participant}
        prefix = rows.participant.name.split()[0].lower()
        rows.sign_in_connection = SignInConnection.objects.create(
            **of, name=f"{prefix} directory", protocol="saml", issuer=f"https://login.{prefix}.example",
            sso_url=f"https://login.{prefix}.example/sso", trial={"failed": f"{prefix} trial", "at": now.isoformat()},
        )  # fmt: skip
        rows.sign_in_domain = SignInDomain.objects.create(**of, domain=f"{prefix}.example")
