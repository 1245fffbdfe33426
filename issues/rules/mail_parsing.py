"""A mail as it came over the line, read once into what the rules ask about. Pure."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from hashlib import sha256
from typing import Final

from issues.rules import mail_headers as headers
from issues.rules.mail_parts import Contents, contents
from issues.rules.mail_reports import Report, report
from portal.outbox.headers import MARK

# What names a mail whatever way it took: servers on the way add headers, and never change these.
LASTING: Final = ("From", "To", "Cc", "Subject", "Date", "Message-ID")
SUBJECT: Final = 300


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """`sender` is empty where From does not name exactly one address; `marks`: of which portals it carries the mark."""

    message_id: str
    sender: str
    sender_name: str
    subject: str
    recipients: tuple[str, ...]
    ancestors: tuple[str, ...]
    authentication: tuple[str, ...]
    marks: tuple[str, ...]
    hops: int
    automatic: bool
    report: Report | None
    contents: Contents
    headers: tuple[tuple[str, str], ...]

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]


def parse(raw: bytes) -> ParsedMail:
    """Raises `Unreadable` for what no program can take apart."""
    try:
        return _parsed(message_from_bytes(raw))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise Unreadable(type(error).__name__) from error


class Unreadable(ValueError):
    """It is no mail, or made to break whoever reads it."""


def content_hash(raw: bytes) -> str:
    """The same for the same mail, by whatever way it came; see `LASTING`."""
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    try:
        message = message_from_bytes(head + b"\n\n")
        named = [value for name in LASTING for value in (name, *headers.raw_values(message, name))]
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return sha256(raw).hexdigest()
    lasting = "\n".join(" ".join(value.split()) for value in named).encode("utf-8", "replace")
    return sha256(lasting + b"\n\n" + body.rstrip(b"\n")).hexdigest()


def _parsed(message: Message) -> ParsedMail:
    found = contents(message)
    sender, name = headers.sender(message)
    return ParsedMail(
        message_id=headers.message_id(message),
        sender=sender,
        sender_name=name,
        subject=headers.words(message, "Subject")[:SUBJECT],
        recipients=headers.recipients(message),
        ancestors=headers.ancestors(message),
        authentication=tuple(headers.raw_values(message, "Authentication-Results")),
        marks=tuple(value.strip().lower() for value in headers.raw_values(message, MARK)),
        hops=headers.hops(message),
        automatic=headers.is_automatic(message) or found.calendar_answer or found.receipt,
        report=report(message),
        contents=found,
        headers=tuple(headers.shown(message)),
    )
