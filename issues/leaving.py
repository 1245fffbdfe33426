"""The address in a mail about an issue by which its reader, signed in or not, stops following that issue."""

import base64
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

SALT: Final = "issues.leaving"
LASTS: Final = 180 * 24 * 60 * 60  # seconds


def url_for(watcher_id: int) -> str:
    """The absolute address for the foot of one recipient's mail; reads nothing from the database.

    Encrypted and not only signed: proxies and logs learn neither whose it is nor of which issue. It opens nothing but
    leaving that one issue as that one person, and shows nothing of either.
    """
    token = _cipher().encrypt(str(watcher_id).encode()).decode()
    return settings.SITE_URL.rstrip("/") + reverse("issues:watching-leave", args=[token])


def read(token: str) -> int | None:
    """Which row of a follower a token names; None for what is too old, and for what this installation did not make."""
    try:
        return int(_cipher().decrypt(token.encode(), ttl=LASTS).decode())
    except (InvalidToken, ValueError):
        return None


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    return salted_hmac(SALT, "address in mails about issues", secret=key, algorithm="sha256").digest()
