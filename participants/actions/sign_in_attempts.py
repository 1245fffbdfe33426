"""The way to a company's own provider and back: begun in one browser, good once, ended there.

Nothing here creates a person. Who comes back is who was linked before by issuer and subject, or, once, the active user
of that very company whose verified address the provider asserts within a confirmed domain.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from accounts.rules.secrets import digest
from participants import oidc, permissions, saml
from participants.actions.sign_in_connections import cipher, secret_of
from participants.actions.sign_in_links import person_for
from participants.models import SignInAttempt, SignInConnection
from participants.oidc import ProviderFailed
from participants.rules.signing_in import Asserted
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping import wall

LASTS: Final = timedelta(minutes=10)
FETCHED_WITHIN: Final = timedelta(minutes=2)
NOT_THIS_WAY: Final = (
    "You can't be signed in this way. Sign in with your password or a code, or ask your company's administrator."
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of a way to the provider: a person to sign in, or a trial, or neither."""

    connection: SignInConnection
    user: User | None = None
    trial: bool = False
    next_url: str = ""
    two_factors: bool = False


def entity_id(connection: SignInConnection) -> str:
    """A name, no page: one for each connection."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse('company-sign-in')}{connection.ref}/"


def acs(connection: SignInConnection) -> str:
    return _ours("company-sign-in-acs", connection)


def redirect_uri(connection: SignInConnection) -> str:
    return _ours("company-sign-in-callback", connection)


def _ours(name: str, connection: SignInConnection) -> str:
    """Under our own address, whatever host a request claimed; one for each connection, so that none is mixed up."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=[connection.ref])


def begin(
    *, connection: SignInConnection, next_url: str, now: datetime, trial_by: User | None = None
) -> tuple[str, str]:
    """Where the browser goes, and the state it keeps. The provider is asked before anything is written."""
    if trial_by is not None:
        permissions.can_set_up_sign_in(trial_by, connection.participant).enforce()
    state, kept = secrets.token_urlsafe(32), {"next": next_url}
    try:
        if connection.is_oidc:
            kept |= {"nonce": secrets.token_urlsafe(24), "verifier": secrets.token_urlsafe(48)}
            proofs = {"nonce": kept["nonce"], "verifier": kept["verifier"]}
            url = oidc.authorization_url(connection, redirect_uri=redirect_uri(connection), state=state, **proofs)
        else:
            url, kept["request"] = saml.request_url(
                connection, entity_id=entity_id(connection), acs=acs(connection), state=state
            )
    except ProviderFailed as failure:
        if trial_by is not None:
            _note_trial(connection, {"failed": failure.reason}, by=trial_by, now=now)
            raise Refused(failure.reason) from failure
        raise Refused("Your company's provider does not answer. Try again later, or use your password.") from failure
    SignInAttempt.objects.create(
        participant_id=connection.participant_id,
        connection=connection,
        digest=digest(state),
        sealed=_sealed(kept),
        trial_by=trial_by,
        expires_at=now + LASTS,
    )
    return url, state


def begin_trial(*, connection: SignInConnection, by: User, now: datetime) -> tuple[str, str]:
    """An administrator goes the whole way of the own company's connection, which the wall has found, but no secret."""
    with wall.as_operator("try a connection of the participant acted for, its secret with it"):
        whole = SignInConnection.objects.select_related("participant").get(pk=connection.pk)
        return begin(connection=whole, next_url="", now=now, trial_by=by)


def finish_oidc(*, ref: str, state: str, code: str, now: datetime) -> Arrival:
    """The browser is back with a code. Raises `Refused` with the one sentence, whatever is wrong."""
    attempt = _taken(ref, state, now)
    kept = _opened(attempt.sealed)
    connection = attempt.connection
    try:
        if not connection.is_oidc or not code:
            raise ProviderFailed("The provider sent no code: it refused, or somebody turned back there.")
        who = oidc.asserted(
            connection,
            secret=secret_of(connection),
            code=code,
            redirect_uri=redirect_uri(connection),
            nonce=kept["nonce"],
            verifier=kept["verifier"],
        )
    except ProviderFailed as failure:
        return _failed(attempt, failure.reason, now)
    return _arrived(attempt, who, kept["next"], now)


def answer_saml(*, ref: str, state: str, response: str, now: datetime) -> None:
    """What a SAML provider posts, without the browser's session: checked, and kept until the browser fetches it.

    The second answer to a question, and an assertion that was used before, count for nothing.
    """
    attempts = SignInAttempt.objects.filter(
        digest=digest(state), connection__ref=ref, answered_at=None, used_at=None, expires_at__gt=now
    )
    if not attempts.update(answered_at=now):
        raise Refused(NOT_THIS_WAY)
    attempt = SignInAttempt.objects.select_related("connection").get(digest=digest(state))
    connection = attempt.connection
    try:
        who, assertion = saml.asserted(
            connection,
            entity_id=entity_id(connection),
            acs=acs(connection),
            response=response,
            request_id=_opened(attempt.sealed)["request"],
        )
        with transaction.atomic():
            attempt.apply(answer=_sealed(asdict(who)), assertion=digest(assertion))
    except ProviderFailed as failure:
        attempt.apply(answer=_sealed({"failed": failure.reason}))
    except IntegrityError:
        attempt.assertion = ""
        attempt.apply(answer=_sealed({"failed": "The provider's answer was used before."}))


def finish_saml(*, state: str, now: datetime) -> Arrival:
    """The browser fetches what its provider said. Raises `Refused` with the one sentence."""
    answered = SignInAttempt.objects.filter(digest=digest(state), answered_at__gt=now - FETCHED_WITHIN)
    ref = answered.values_list("connection__ref", flat=True).first()
    attempt = _taken(ref or "", state, now)
    told = _opened(attempt.answer) if attempt.answer else {"failed": NOT_THIS_WAY}
    if "failed" in told:
        return _failed(attempt, told["failed"], now)
    return _arrived(attempt, Asserted(**told), _opened(attempt.sealed)["next"], now)


def _arrived(attempt: SignInAttempt, who: Asserted, next_url: str, now: datetime) -> Arrival:
    connection = attempt.connection
    counted = who.two_factors and connection.trusts_factor
    if attempt.trial_by is not None:
        told = {"email": who.email, "verified": who.verified, "two_factors": who.two_factors}
        if not who.verified:
            told["failed"] = "The provider does not assert a verified e-mail address (email and email_verified)."
        _note_trial(connection, told, by=attempt.trial_by, now=now)
        return Arrival(connection, trial=True)
    user = person_for(connection, who, now=now)
    if user is None:
        raise Refused(NOT_THIS_WAY)
    return Arrival(connection, user=user, next_url=next_url, two_factors=counted)


def _failed(attempt: SignInAttempt, reason: str, now: datetime) -> Arrival:
    if attempt.trial_by is None:
        raise Refused(NOT_THIS_WAY)
    _note_trial(attempt.connection, {"failed": reason}, by=attempt.trial_by, now=now)
    return Arrival(attempt.connection, trial=True)


@transaction.atomic
def _note_trial(connection: SignInConnection, told: dict[str, Any], *, by: User, now: datetime) -> None:
    """What a trial proved; a failed one takes back what an earlier one proved, unless people sign in by it already."""
    connection = SignInConnection.objects.lock(connection.pk)
    passed = "failed" not in told
    held = connection.tested_at if connection.is_on else None
    connection.apply(trial=told | {"at": now.isoformat()}, tested_at=now if passed else held)
    changes = {"trial": ["", "passed" if passed else told["failed"]]}
    trail.record("participants.sign_in.tried", of=connection, by=by, at=now, changes=changes)


def _taken(ref: str, state: str, now: datetime) -> SignInAttempt:
    """The attempt of that state, used up by this; the second caller gets nothing."""
    mine = SignInAttempt.objects.filter(digest=digest(state), connection__ref=ref, used_at=None, expires_at__gt=now)
    if not mine.update(used_at=now):
        raise Refused(NOT_THIS_WAY)
    attempt = SignInAttempt.objects.select_related("connection", "trial_by").get(digest=digest(state))
    if not attempt.connection.is_on and attempt.trial_by is None:
        raise Refused(NOT_THIS_WAY)
    return attempt


def _sealed(told: dict[str, Any]) -> str:
    return cipher().encrypt(json.dumps(told).encode()).decode()


def _opened(sealed: str) -> dict[str, Any]:
    return json.loads(cipher().decrypt(sealed.encode()))
