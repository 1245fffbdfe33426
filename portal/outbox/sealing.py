"""Account mails lie encrypted until they are sent: whoever reads the table learns no code and no link."""

import json

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage

from portal.lifecycle.ciphers import field_cipher
from portal.outbox.mime import Mail


class Unreadable(ValueError):
    """The letter was sealed with a key that is no longer known."""


def seal(message: EmailMessage) -> str:
    """Subject, text, HTML and sender of a mail, encrypted with PORTAL_FIELD_KEY."""
    html = next((body for body, kind in getattr(message, "alternatives", ()) if kind == "text/html"), "")
    letter = {"subject": message.subject, "body": message.body, "sender": message.from_email, "html": html}
    return field_cipher(settings.FIELD_KEY).encrypt(json.dumps(letter).encode()).decode()


def unseal(sealed: str, address: str) -> Mail:
    """The mail to one address; raises `Unreadable` when no key opens it."""
    try:
        letter = json.loads(field_cipher(settings.FIELD_KEY).decrypt(sealed.encode()))
    except InvalidToken:
        raise Unreadable("The letter can no longer be read: its key is gone.") from None
    message = Mail(letter["subject"], letter["body"], letter["sender"], [address])
    if letter["html"]:
        message.attach_alternative(letter["html"], "text/html")
    return message
