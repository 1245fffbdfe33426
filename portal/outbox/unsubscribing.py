"""The address in a mail by which its reader, signed in or not, stops that kind of mail."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

SALT = "portal.outbox.unsubscribe"


def url_for(user_id: int, kind: str) -> str:
    """The absolute address for List-Unsubscribe and the foot of a mail; reads nothing from the database.

    Encrypted and not only signed: proxies and logs learn neither whose address it is nor of which kind.
    It opens nothing but one "no e-mail of this kind", and ends when PORTAL_SECRET_KEY is changed for good.
    """
    token = _cipher().encrypt(f"{user_id} {kind}".encode()).decode()
    return settings.SITE_URL.rstrip("/") + reverse("outbox:unsubscribe", args=[token])


def read(token: str) -> tuple[int, str] | None:
    """Whose and which kind a token names; None for anything that this installation did not make."""
    try:
        user_id, kind = _cipher().decrypt(token.encode()).decode().split(" ", 1)
    except (InvalidToken, ValueError):
        return None
    return int(user_id), kind


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    return salted_hmac(SALT, "address in mails", secret=key, algorithm="sha256").digest()
