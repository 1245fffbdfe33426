"""OpenID Connect with a company's own provider: code flow with PKCE, state, nonce, and an ID token always verified."""

import base64
import hashlib
import json
from typing import Any, Final
from urllib.parse import quote, urlencode

import jwt

from participants.models import SignInConnection
from participants.rules.signing_in import Asserted, is_two_factors
from portal.web import outside

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY: Final = 60
WELL_KNOWN: Final = "/.well-known/openid-configuration"


class ProviderFailed(Exception):
    """The provider's word can't be used. `reason` is for the administrator who tries it, for nobody else."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def discovered(issuer: str) -> dict[str, Any]:
    """The provider's own description, which must name that very issuer."""
    found = _json(issuer.rstrip("/") + WELL_KNOWN)
    if found.get("issuer") != issuer:
        raise ProviderFailed("The provider's description names another issuer than the one entered here.")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not isinstance(found.get(name), str) or outside.fit_url(found[name]) is None:
            raise ProviderFailed("The provider's description lacks an address that could be used.")
    return found


def authorization_url(connection: SignInConnection, *, redirect_uri: str, state: str, nonce: str, verifier: str) -> str:
    """Where the browser goes."""
    endpoint = discovered(connection.issuer)["authorization_endpoint"]
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": connection.client_id,
        "redirect_uri": redirect_uri,
        "scope": "openid email",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return endpoint + ("&" if "?" in endpoint else "?") + urlencode(asked)


def asserted(
    connection: SignInConnection, *, secret: str, code: str, redirect_uri: str, nonce: str, verifier: str
) -> Asserted:
    """What the provider says for a code. Raises `ProviderFailed`."""
    found = discovered(connection.issuer)
    tokens = _tokens(connection, found, secret=secret, code=code, redirect_uri=redirect_uri, verifier=verifier)
    claims = verified_claims(str(tokens.get("id_token", "")), connection, _json(found["jwks_uri"]), nonce=nonce)
    if "email" not in claims and tokens.get("access_token") and found.get("userinfo_endpoint"):
        claims = claims | _more(found["userinfo_endpoint"], str(tokens["access_token"]), claims["sub"])
    return Asserted(
        issuer=connection.issuer,
        subject=str(claims["sub"]),
        email=str(claims.get("email") or "").strip().lower(),
        verified=claims.get("email_verified") in (True, "true"),
        two_factors=is_two_factors(claims.get("amr", ()), claims.get("acr", "")),
    )


def verified_claims(token: str, connection: SignInConnection, keys: dict[str, Any], *, nonce: str) -> dict[str, Any]:
    """The claims of an ID token whose signature, issuer, audience, times and nonce fit."""
    key = _key(token, keys)
    try:
        claims = jwt.decode(
            token,
            key=key,
            algorithms=list(ALGORITHMS),
            issuer=connection.issuer,
            audience=connection.client_id,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.ExpiredSignatureError as fault:
        raise ProviderFailed("The ID token has expired; look at the clocks.") from fault
    except jwt.InvalidAudienceError as fault:
        raise ProviderFailed("The ID token is meant for another client ID.") from fault
    except jwt.InvalidIssuerError as fault:
        raise ProviderFailed("The ID token comes from another issuer.") from fault
    except (jwt.PyJWTError, ValueError, TypeError) as fault:
        raise ProviderFailed("The ID token's signature or form does not fit.") from fault
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (several or "azp" in claims) and claims.get("azp") != connection.client_id:
        raise ProviderFailed("The ID token is meant for another client ID.")
    if claims.get("nonce") != nonce:
        raise ProviderFailed("The ID token answers another sign-in.")
    if not str(claims["sub"]).strip() or len(str(claims["sub"])) > 255:
        raise ProviderFailed("The ID token names nobody.")
    return claims


def _key(token: str, keys: dict[str, Any]) -> Any:
    """The provider's key for a token: by its ID, or the only one there is."""
    try:
        header = jwt.get_unverified_header(token)
        known = [one for one in jwt.PyJWKSet.from_dict(keys).keys if one.public_key_use in (None, "sig")]
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, KeyError) as fault:
        raise ProviderFailed("The ID token's signature or form does not fit.") from fault
    named = [one for one in known if one.key_id == header.get("kid")] if header.get("kid") else known
    if header.get("alg") not in ALGORITHMS or len(named) != 1 or named[0].key_type not in ("RSA", "EC", "OKP"):
        raise ProviderFailed("The ID token is signed by an unknown key.")
    return named[0]


def _tokens(
    connection: SignInConnection, found: dict[str, Any], *, secret: str, code: str, redirect_uri: str, verifier: str
) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "client_id": connection.client_id,
        "code_verifier": verifier,
    }
    headers = {}
    ways = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if secret and "client_secret_basic" in ways:
        pair = f"{quote(connection.client_id, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    elif secret:
        form["client_secret"] = secret
    return _json(
        found["token_endpoint"], form=form, headers=headers, refused="The provider refused the code or secret."
    )


def _more(endpoint: str, access_token: str, subject: Any) -> dict[str, Any]:
    """The address from the provider's userinfo, which must speak of the same person."""
    told = _json(endpoint, headers={"Authorization": f"Bearer {access_token}"})
    if told.get("sub") != subject:
        raise ProviderFailed("The provider's answers speak of two persons.")
    return {name: told[name] for name in ("email", "email_verified") if name in told}


def _json(url: str, *, refused: str = "", **asked: Any) -> dict[str, Any]:
    unusable = refused or "The provider could not be reached, or its answer could not be used."
    try:
        answer = outside.fetch(url, **asked)
        told = json.loads(answer.body) if answer.status == 200 else None
    except outside.Unreachable as fault:
        raise ProviderFailed("The provider could not be reached, or its answer could not be used.") from fault
    except (ValueError, RecursionError) as fault:
        raise ProviderFailed(unusable) from fault
    if not isinstance(told, dict):
        raise ProviderFailed(unusable)
    return told
