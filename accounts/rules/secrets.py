"""The secret of an invitation link: random, stored as a digest only, compared in constant time."""

import hashlib
import hmac
import secrets


def new_secret() -> str:
    """256 random bits, fit for a link."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def proves(secret: str, kept_digest: str) -> bool:
    """Whether the secret is the one behind the digest."""
    return hmac.compare_digest(digest(secret), kept_digest)
