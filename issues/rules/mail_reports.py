"""What a mail server reports of a mail that was ours (RFC 3464). Pure.

Such a report proves nothing by itself: only whoever got the mail, or carried it, knows its Message-ID.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Final

from issues.rules.mail_headers import ADDRESS, ancestors, decoded, message_id, raw_values, sender, words

SERVERS: Final = ("mailer-daemon@", "postmaster@")
RETURNED: Final = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
DEEPEST: Final = 40
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Report:
    """`originals`: the Message-IDs that it may be about. `failed`: it did not arrive and will not."""

    originals: tuple[str, ...]
    addresses: tuple[str, ...]
    failed: bool
    words: str


def report(message: Message) -> Report | None:
    """The report that a mail is; None for any other mail."""
    delivery = message.get_content_type() == "multipart/report" and _report_type(message) == "delivery-status"
    refused = raw_values(message, "X-Failed-Recipients")
    if not delivery and not (refused and sender(message)[0].startswith(SERVERS)):
        return None
    originals: list[str] = []
    addresses = [address.strip().lower() for value in refused for address in value.split(",")]
    actions, said = ["failed"] if refused else [], ""
    for part in _flat(message):
        if part.get_content_type() == "message/delivery-status":
            for status in _statuses(part):
                action = words(status, "Action").lower()
                addresses += _addresses(status)
                actions += [action] if action else []
                said = said or _said(status)
        elif part.get_content_type() in RETURNED:
            originals += _returned(part)
    found = tuple(dict.fromkeys([*originals, *ancestors(message)]))
    kept = tuple(dict.fromkeys(address for address in addresses if ADDRESS.match(address)))
    return Report(found, kept, "failed" in actions, said[:LONGEST])


def _report_type(message: Message) -> str:
    kind: object = ""
    with suppress(Exception):
        kind = message.get_param("report-type") or ""
    return str(kind).lower()


def _flat(message: Message) -> list[Message]:
    inner = message.get_payload()
    return [one for one in inner[:DEEPEST] if isinstance(one, Message)] if isinstance(inner, list) else []


def _statuses(part: Message) -> Iterator[Message]:
    yield from _flat(part)


def _addresses(status: Message) -> list[str]:
    """ "rfc822; name@company.example" """
    values = [words(status, name) for name in ("Original-Recipient", "Final-Recipient")]
    return [value.partition(";")[2].strip().strip("<>").lower() for value in values if value]


def _said(status: Message) -> str:
    diagnosis = words(status, "Diagnostic-Code").partition(";")[2].strip()
    return decoded(diagnosis or words(status, "Status"))


def _returned(part: Message) -> list[str]:
    """The Message-ID of the mail, or the head of one, that came back."""
    inner = part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        return list(filter(None, [message_id(inner[0])]))
    payload: object = None
    with suppress(Exception):
        payload = part.get_payload(decode=True)
    return list(filter(None, [message_id(message_from_bytes(payload))])) if isinstance(payload, bytes) else []
