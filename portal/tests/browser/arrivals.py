"""Steps on the way in, each with a session that has come so far; and second factors that there are pages about."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from accounts.models import User
from portal.lifecycle.demo import PASSWORD
from portal.tests.browser.tours import Stop


def arrivals() -> Iterator[Stop]:
    """What people see between the address bar and their first page."""
    signing_in = {"login": "supervisor@iso.example", "password": PASSWORD}
    yield _stop("mfa_authenticate", "account_login", signing_in)
    yield _stop("account_confirm_login_code", "account_request_login_code", {"email": "manager@iso.example"})
    newcomer = User.objects.get(email="training@iso.example")
    EmailAddress.objects.filter(user=newcomer).update(verified=False)
    yield _stop("account_email_verification_sent", "account_login", signing_in | {"login": newcomer.email})
    forgetful = User.objects.get(email="senior@iso.example")
    key = {"uidb36": user_pk_to_url_str(forgetful), "key": default_token_generator.make_token(forgetful)}
    client = Client()
    kept = client.get(reverse("account_reset_password_from_key", kwargs=key)).url
    yield Stop("account_reset_password_from_key", kept, _session(client))
    by_code_only = User.objects.get(email="manager2@iso.example")
    by_code_only.set_unusable_password()
    by_code_only.save(update_fields=["password"])
    client.force_login(by_code_only)
    yield Stop("account_set_password", reverse("account_set_password"), _session(client))


def give_factors(person: User) -> Authenticator:
    """An authenticator app, recovery codes and a passkey; returns the passkey."""
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    data = {"name": "Office key", "credential": _credential(b"office key")}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def _stop(key: str, form: str, given: dict[str, str]) -> Stop:
    client = Client()
    assert client.post(reverse(form), given).url.partition("?")[0] == reverse(key)
    return Stop(key, reverse(key), _session(client))


def _session(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _credential(name: bytes) -> dict[str, Any]:
    """What a browser hands over when a passkey is added."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(bytes(16), name, public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    told = AuthenticatorData.create(sha256(b"localhost").digest(), flags, 0, made)
    response = {
        "clientDataJSON": websafe_encode(CollectedClientData.create("webauthn.create", b"asked", "http://localhost")),
        "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
    }
    known = websafe_encode(name)
    extensions = {"credProps": {"rk": True}}
    return {
        "id": known, "rawId": known, "type": "public-key", "response": response, "clientExtensionResults": extensions
    }  # fmt: skip
