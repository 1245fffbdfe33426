"""The line to the mail server, and mails as it wants them."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.filebased import EmailBackend as FileBackend

from portal.outbox import headers, replying, sealing, unsubscribing
from portal.outbox.enclosing import Enclosure
from portal.outbox.mime import Mail
from portal.outbox.models import OutboundMessage
from portal.outbox.retrying import in_words
from portal.outbox.texts import Text

logger = logging.getLogger(__name__)

AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class Unreachable(Exception):
    """The mail server doesn't answer at all; says nothing about any one mail."""


class Line:
    """One connection for a batch of mails."""

    def __init__(self) -> None:
        self._connection: Any = None

    def open(self) -> None:
        """Connect and sign in, unless that is done already; raises `Unreachable`."""
        if self._connection is not None:
            return
        connection = get_connection(fail_silently=False)
        try:
            if not isinstance(connection, FileBackend):  # it would write all mails of a batch into one file
                connection.open()
        except Exception as error:
            raise Unreachable(in_words(error)) from error
        self._connection = connection

    def send(self, mail: EmailMessage) -> None:
        self._connection.send_messages([mail])
        if isinstance(self._connection, FileBackend):
            self._connection = get_connection(fail_silently=False)

    def close(self) -> None:
        """Hang up; whatever happens then changes nothing about the mails that were accepted."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close()
        except Exception:
            logger.info("The mail server hung up first.", exc_info=True)


def compose(message: OutboundMessage, text: Text, enclosure: Enclosure | None = None) -> Mail:
    """The mail of a row: who, how it is threaded and stopped; its words, and what goes along, are given."""
    mail = Mail(
        text.subject,
        text.body,
        settings.DEFAULT_FROM_EMAIL,
        [message.address],
        headers=headers.identity(message.message_id) | headers.threading(message.thread_key, message.about_ref),
        reply_to=replying.reply_to(message),
    )
    mail.attach_alternative(text.html, "text/html")
    if enclosure is not None:
        mail.attach_alternative(enclosure.content, enclosure.mimetype)
        mail.attach(enclosure.name, enclosure.content, enclosure.mimetype.partition(";")[0])
    if message.written_by is None:
        mail.extra_headers |= AUTOMATIC
    if text.unsubscribe:
        mail.extra_headers["List-Unsubscribe"] = f"<{text.unsubscribe}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return mail


def unsealed(message: OutboundMessage) -> Mail:
    """The account mail of a row; raises `sealing.Unreadable`."""
    mail = sealing.unseal(message.sealed, message.address)
    mail.extra_headers |= headers.identity(message.message_id) | AUTOMATIC
    return mail


def unsubscribe_address(message: OutboundMessage, optional: bool) -> str:
    """Where the recipient stops this kind of mail; nothing for kinds that can't be stopped, or written mail."""
    if not optional or message.recipient_id is None or message.written_by_id is not None:
        return ""
    return unsubscribing.url_for(message.recipient_id, message.kind)
