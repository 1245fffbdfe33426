"""The hash that knox keeps API tokens under; named by its setting."""

from hmac import HMAC

from django.conf import settings

from accounts.rules.ciphers import keyed_digest


def token_digest() -> HMAC:
    """Keyed by SECRET_KEY, so that rotating it ends every token at once."""
    return keyed_digest(settings.SECRET_KEY)
