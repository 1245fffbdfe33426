"""The address that answers to a mail go to: made for one reader of one issue, or one letter, signed, and ending.

    issues+is-2026-00042.1f.20a9.k3v9...@portal.example
           record        key day  signature

The signature covers the record, the day it ends and the reader's address, under a random secret that is kept
encrypted and changed each month, mixed with PORTAL_SECRET_KEY. So it proves who was written to, opens nothing by
itself, and is worthless to whoever else finds it. Changing PORTAL_SECRET_KEY, or ending a key, ends them all.
"""

import base64
import hmac
import re
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from issues.models import ReplyKey
from issues.rules.mail_headers import ADDRESS
from portal.lifecycle.ciphers import field_cipher
from portal.outbox.models import OutboundMessage
from portal.scoping import wall

SALT: Final = "issues.reply_addresses"
KEY_LASTS: Final = timedelta(days=30)
SIGNATURE: Final = 20  # letters of five bits
SHAPE: Final = re.compile(r"^(is-\d{4}-\d{5,9}|lt-[0-9a-z]{8})\.([0-9a-f]{1,8})\.([0-9a-f]{1,6})\.([a-z2-7]{20})$")
LONGEST_LOCAL_PART: Final = 64


def for_message(message: OutboundMessage) -> str:
    """The Reply-To of a mail about an issue, or of a letter; nothing for colleagues, or where none is set up."""
    if message.recipient is not None and message.recipient.is_staff:
        return ""
    return address_for(message.about_ref, message.address, now=message.due_at)


def address_for(ref: str, reader: str, *, now: datetime) -> str:
    """The address at which the reader answers about a record; empty where none is set up, or it would be too long."""
    local, _, domain = settings.MAIL_REPLY_ADDRESS.rpartition("@")
    if not local or not ref:
        return ""
    with wall.as_operator("sign the address that answers go to"):
        key = current_key(now)
    last_day = (now + timedelta(days=settings.MAIL_REPLY_DAYS)).toordinal()
    head = f"{ref.lower()}.{key.pk:x}.{last_day:x}"
    token = f"{head}.{_signature(key, head, reader)}"
    return f"{local}+{token}@{domain}" if len(local) + 1 + len(token) <= LONGEST_LOCAL_PART else ""


def record_named(recipients: tuple[str, ...], sender: str, *, now: datetime) -> str:
    """The reference of the record that the sender was given an address for, among those a mail was sent to."""
    local, _, domain = settings.MAIL_REPLY_ADDRESS.lower().rpartition("@")
    if not local or not ADDRESS.match(sender):
        return ""
    for address in recipients:
        name, _, at = address.rpartition("@")
        token = name.removeprefix(f"{local}+") if at == domain and name.startswith(f"{local}+") else ""
        if token and (found := _verified(token, sender, now)):
            return found
    return ""


def current_key(now: datetime) -> ReplyKey:
    """The key that signs now; a new one when the last is a month old or was ended."""
    key = ReplyKey.objects.order_by("-id").first()
    if key is not None and key.ended_at is None and now - key.made_at < KEY_LASTS and _secret(key):
        return key
    secret = field_cipher(settings.FIELD_KEY).encrypt(get_random_string(48).encode()).decode()
    return ReplyKey.objects.create(secret=secret, made_at=now)


def _verified(token: str, sender: str, now: datetime) -> str:
    match = SHAPE.match(token)
    if match is None or int(match[3], 16) < now.toordinal():
        return ""
    key = ReplyKey.objects.filter(pk=int(match[2], 16), ended_at=None).first()
    head = token.rpartition(".")[0]
    if key is None or not _secret(key) or not constant_time_compare(match[4], _signature(key, head, sender)):
        return ""
    return match[1].upper()


def _signature(key: ReplyKey, head: str, reader: str) -> str:
    mixed = salted_hmac(SALT, _secret(key), algorithm="sha256").digest()
    digest = hmac.new(mixed, f"{head}|{reader.lower()}".encode(), sha256).digest()
    return base64.b32encode(digest).decode().lower()[:SIGNATURE]


def _secret(key: ReplyKey) -> str:
    """Empty where PORTAL_FIELD_KEY was changed since: such a key signs and proves nothing any more."""
    try:
        return field_cipher(settings.FIELD_KEY).decrypt(key.secret.encode()).decode()
    except InvalidToken:
        return ""
