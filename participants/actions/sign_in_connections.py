"""Setting up, trying, switching and removing the connection to a company's own provider."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Final

from allauth.mfa.models import Authenticator
from cryptography.fernet import MultiFernet
from cryptography.x509 import load_pem_x509_certificate
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.access import FACTORS, end_sessions_by
from accounts.models import User
from participants import permissions
from participants import signing_in_news as news
from participants.actions.locks import lock_participant
from participants.actions.shape import only_fields
from participants.choices import ConnectionState, MembershipKind, SignInProtocol
from participants.models import Membership, Participant, SignInConnection, SignInDomain
from participants.rules import signing_in as rules
from participants.second_factor import COMPANY
from portal.audit import trail
from portal.lifecycle.ciphers import field_cipher
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.scoping.today import market_day
from portal.web import outside

WRITABLE: Final = frozenset({"name", "issuer", "client_id", "secret", "sso_url", "certificate", "trusts_factor"})
# What may change while people sign in by it: none of it says who somebody is.
WHILE_ON: Final = frozenset({"name", "secret", "certificate", "trusts_factor"})
AT_MOST: Final = 10


def cipher() -> MultiFernet:
    return field_cipher(settings.FIELD_KEY)


def secret_of(connection: SignInConnection) -> str:
    return cipher().decrypt(connection.sealed_secret.encode()).decode() if connection.sealed_secret else ""


def _operators_side() -> AbstractContextManager[None]:
    return wall.as_operator("set up how the people of the participant acted for sign in")


@transaction.atomic
def add_connection(
    *, participant: Participant, protocol: str, by: User, now: datetime, **fields: Any
) -> SignInConnection:
    """A draft, which nobody can use yet."""
    only_fields(fields, WRITABLE)
    participant = lock_participant(participant.pk)
    permissions.can_set_up_sign_in(by, participant).enforce()
    if protocol not in SignInProtocol.values:
        raise Refused("Choose OpenID Connect or SAML.")
    with _operators_side():
        if SignInConnection.objects.filter(participant=participant).count() >= AT_MOST:
            raise Refused("There are enough connections; remove one that is not used.")
        values = _checked(protocol, fields, kept_secret="")
        connection = SignInConnection.objects.create(participant=participant, protocol=protocol, **values)
    trail.record(
        "participants.sign_in.added", of=connection, by=by, at=now, changes={"issuer": ["", connection.issuer]}
    )
    return connection


@transaction.atomic
def change_connection(*, connection: SignInConnection, by: User, now: datetime, **fields: Any) -> SignInConnection:
    """A new secret or certificate takes the place of the old one at once; an empty secret keeps it.

    Whatever may change who is let in asks for another trial, and is refused while the connection is on. Another issuer
    is another provider: whoever was linked is not any more.
    """
    only_fields(fields, WRITABLE)
    participant = lock_participant(connection.participant_id)
    permissions.can_set_up_sign_in(by, participant).enforce()
    with _operators_side():
        connection = SignInConnection.objects.lock(connection.pk)
        held = {name: getattr(connection, name) for name in WRITABLE - {"secret"}}
        values = _checked(connection.protocol, held | fields, kept_secret=connection.sealed_secret)
        touched = {name for name, value in values.items() if getattr(connection, name) != value}
        if connection.is_on and touched - {"name", "trusts_factor", "sealed_secret", "certificate"}:
            raise Refused("Switch the connection off before you change more than its secret.")
        if not connection.is_on and touched - {"name", "trusts_factor"}:
            values |= {"tested_at": None, "trial": {}}
        if "issuer" in touched:
            connection.identities.all().delete()
        changes = connection.apply(**values)
    told = {name: change for name, change in changes.items() if name not in ("trial", "sealed_secret", "certificate")}
    for name, words in (("sealed_secret", "secret"), ("certificate", "certificate")):
        if name in changes:
            told[words] = ["(kept)", "(replaced)"]
    if told:
        trail.record("participants.sign_in.changed", of=connection, by=by, at=now, changes=told)
    if connection.is_on and told:
        news.tell_administrators(connection, "changed", now=now)
    return connection


@transaction.atomic
def switch_on(*, connection: SignInConnection, by: User, now: datetime) -> SignInConnection:
    """From now on people of the company may sign in through it."""
    participant = lock_participant(connection.participant_id)
    permissions.can_set_up_sign_in(by, participant).enforce()
    with _operators_side():
        connection = SignInConnection.objects.lock(connection.pk)
        own = SignInConnection.objects.filter(participant=participant)
        obstacle = rules.obstacle_to_on(
            state=connection.state,
            tested=connection.tested_at is not None,
            domains=SignInDomain.objects.of(participant).confirmed().count(),
            other_on=own.on().exclude(pk=connection.pk).exists(),
        )
        if obstacle:
            raise Refused(obstacle)
        connection.apply(state=ConnectionState.ON, switched_at=now)
    trail.record("participants.sign_in.switched_on", of=connection, by=by, at=now)
    news.tell_administrators(connection, "switched_on", now=now)
    return connection


@transaction.atomic
def switch_off(*, connection: SignInConnection, by: User, now: datetime) -> SignInConnection:
    """Nobody signs in through it any more, and passwords are allowed again. A supervisor may do so for any company."""
    participant = lock_participant(connection.participant_id)
    if by.is_staff:
        permissions.can_oversee_sign_in(by).enforce()
    else:
        permissions.can_set_up_sign_in(by, participant).enforce()
    with _operators_side():
        connection = SignInConnection.objects.lock(connection.pk)
        if not connection.is_on:
            raise Refused("This connection is not on.")
        connection.apply(state=ConnectionState.OFF, required=False, switched_at=now)
    trail.record("participants.sign_in.switched_off", of=connection, by=by, at=now)
    news.tell_administrators(connection, "switched_off", now=now)
    return connection


@transaction.atomic
def require_provider(*, connection: SignInConnection, by: User, now: datetime) -> SignInConnection:
    """Password and codes of the company's own people are refused from now on; administrators keep a way back.

    Who came in that way is signed out at once.
    """
    participant = lock_participant(connection.participant_id)
    permissions.can_set_up_sign_in(by, participant).enforce()
    with _operators_side():
        connection = SignInConnection.objects.lock(connection.pk)
        obstacle = rules.obstacle_to_require(
            state=connection.state,
            required=connection.required,
            admins_with_factor=_administrators_with_factor(participant, now),
        )
        if obstacle:
            raise Refused(obstacle)
        connection.apply(required=True)
        ended = end_sessions_by(_forced(participant, now), COMPANY)
    changes = {"sessions ended": ["", str(ended)]}
    trail.record("participants.sign_in.required", of=connection, by=by, at=now, changes=changes)
    news.tell_administrators(connection, "required", now=now)
    return connection


@transaction.atomic
def release_provider(*, connection: SignInConnection, by: User, now: datetime) -> SignInConnection:
    """Password and codes work beside the provider again."""
    participant = lock_participant(connection.participant_id)
    permissions.can_set_up_sign_in(by, participant).enforce()
    with _operators_side():
        connection = SignInConnection.objects.lock(connection.pk)
        if not connection.required:
            raise Refused("Password and codes are allowed already.")
        connection.apply(required=False)
    trail.record("participants.sign_in.released", of=connection, by=by, at=now)
    news.tell_administrators(connection, "released", now=now)
    return connection


@transaction.atomic
def remove_connection(*, connection: SignInConnection, by: User, now: datetime) -> SignInConnection:
    """Drop one that is not on, with whom it linked; the trail keeps what happened."""
    participant = lock_participant(connection.participant_id)
    permissions.can_set_up_sign_in(by, participant).enforce()
    with _operators_side():
        connection = SignInConnection.objects.lock(connection.pk)
        if connection.is_on:
            raise Refused("Switch the connection off first.")
        trail.record("participants.sign_in.removed", of=connection, by=by, at=now)
        SignInConnection.objects.filter(pk=connection.pk).delete()
    return connection


def _checked(protocol: str, fields: dict[str, Any], *, kept_secret: str) -> dict[str, Any]:
    """The columns to write, or a refusal; what the other protocol uses stays empty."""
    text = {name: str(fields.get(name) or "").strip() for name in WRITABLE - {"trusts_factor"}}
    if not text["name"] or not text["issuer"]:
        raise Refused("A connection has a name and names its provider.")
    values = {"name": text["name"], "issuer": text["issuer"], "trusts_factor": bool(fields.get("trusts_factor"))}
    if protocol == SignInProtocol.OIDC:
        sealed = cipher().encrypt(text["secret"].encode()).decode() if text["secret"] else kept_secret
        if not text["client_id"] or not sealed:
            raise Refused("OpenID Connect needs the client ID and the client secret of your provider.")
        _require_address(text["issuer"], "issuer")
        return values | {"client_id": text["client_id"], "sealed_secret": sealed}
    _require_address(text["sso_url"], "sign-on address")
    return values | {"sso_url": text["sso_url"], "certificate": _certificate(text["certificate"])}


def _require_address(url: str, what: str) -> None:
    parts = outside.fit_url(url)
    if parts is None or (what == "issuer" and parts.query):
        raise Refused(f"The {what} is an address that begins with https://.")


def _certificate(text: str) -> str:
    """The bare text between the marks; refused unless it is a certificate."""
    bare = "".join(line for line in text.replace("\r", "").split("\n") if not line.startswith("-----")).replace(" ", "")
    lines = "\n".join(bare[start : start + 64] for start in range(0, len(bare), 64))
    try:
        load_pem_x509_certificate(f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n".encode())
    except ValueError as fault:
        raise Refused("The certificate is not an X.509 certificate in PEM form.") from fault
    return bare


def _forced(participant: Participant, now: datetime) -> list[User]:
    """Whose password and codes are refused once the provider is the only way in."""
    domains = set(SignInDomain.objects.of(participant).confirmed().values_list("domain", flat=True))
    factor = Exists(Authenticator.objects.filter(user=OuterRef("user"), type__in=FACTORS))
    held = Membership.objects.valid_on(market_day(now)).filter(participant=participant, user__is_active=True)
    return [
        one.user
        for one in held.select_related("user").annotate(factor_held=factor)
        if rules.must_use_provider(one.user.email, [(one.kind, domains)], factor_held=one.factor_held)
    ]


def _administrators_with_factor(participant: Participant, now: datetime) -> int:
    """Administrators of the whole company, without a last day, who have set up an app or a passkey."""
    factor = Authenticator.objects.filter(user=OuterRef("user"), type__in=FACTORS)
    held = Membership.objects.valid_on(market_day(now)).filter(
        Exists(factor), participant=participant, kind=MembershipKind.ADMIN, narrowed=False, user__is_active=True
    )
    return held.count()
