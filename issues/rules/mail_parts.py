"""What a mail holds: its text, the files that came along, and what of it is not taken. Pure."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from typing import Final

from issues.rules.mail_calendar import CalendarAnswer, calendar_answer
from issues.rules.mail_headers import CONTROL, decoded, words
from issues.rules.mail_html import html_to_text

MOST_PARTS: Final = 200
LONGEST_TEXT: Final = 200_000
NESTED: Final = "A mail inside of the mail; it stays there as it came."
CALENDAR: Final = "An invitation; answer it in your own calendar."
WINMAIL: Final = "Outlook's own format; ask for the files as ordinary attachments."
SIGNATURE_TYPES: Final = frozenset({"application/pgp-signature", "application/pkcs7-signature"})
CIPHERED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
MORE: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of the mail. `remark`: why it is not taken, where that is clear from the mail alone."""

    name: str
    content: bytes = b""
    remark: str = ""


@dataclass(slots=True)
class Contents:
    text: str = ""
    files: list[Attached] = field(default_factory=list)
    encrypted: bool = False
    calendar_answer: bool = False
    answer: CalendarAnswer | None = None
    receipt: bool = False

    @property
    def empty(self) -> bool:
        return not self.text and not self.files


def contents(message: Message) -> Contents:
    """Read the parts; a part that is broken is passed over, whatever else can be read is read."""
    found = Contents(encrypted=message.get_content_type() == "multipart/encrypted")
    plain: list[str] = []
    html: list[str] = []
    for part in _parts(message):
        kind = part.get_content_type()
        if kind in CIPHERED and words(part, "Content-Type").lower().find("signed-data") < 0:
            found.encrypted = True
        elif kind == "text/calendar":
            _calendar(part, found)
        elif kind == "message/disposition-notification":
            found.receipt = True
        elif kind == "message/rfc822":
            found.files.append(Attached(_title_of(part), remark=NESTED))
        elif kind in SIGNATURE_TYPES or kind.startswith("message/"):
            continue
        elif _is_file(part):
            found.files.append(_file(part, len(found.files) + 1))
        elif kind == "text/html":
            html.append(html_to_text(_decoded_text(part)))
        else:
            plain.append(_decoded_text(part))
    found.text = _tidy("\n\n".join(filter(str.strip, plain)) or "\n\n".join(filter(str.strip, html)))
    if "-----BEGIN PGP MESSAGE-----" in found.text:
        found.encrypted = True
    return found


def _parts(message: Message) -> Iterator[Message]:
    """The leaves, in order, a mail inside of it as one leaf; of alternatives each."""
    waiting, count = [message], 0
    while waiting and count < MOST_PARTS:
        part = waiting.pop(0)
        count += 1
        inner = part.get_payload() if part.is_multipart() and part.get_content_maintype() == "multipart" else None
        if isinstance(inner, list):
            waiting = [one for one in inner if isinstance(one, Message)] + waiting
        else:
            yield part


def _is_file(part: Message) -> bool:
    named = bool(_name_of(part))
    inline_text = part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
    if part.get_content_type() in ("text/plain", "text/html"):
        return not inline_text or named
    return True


def _file(part: Message, number: int) -> Attached:
    name = _name_of(part) or f"attachment-{number}"
    if name.lower() == "winmail.dat" or part.get_content_type() == "application/ms-tnef":
        return Attached(name, remark=WINMAIL)
    return Attached(name, _bytes(part))


def _name_of(part: Message) -> str:
    name: object = ""
    with suppress(Exception):
        name = part.get_filename() or ""
    return decoded(str(name))[:200]


def _title_of(part: Message) -> str:
    inner = part.get_payload()
    subject = words(inner[0], "Subject") if isinstance(inner, list) and inner else ""
    return f"{subject or 'mail'}"[:150] + ".eml"


def _calendar(part: Message, found: Contents) -> None:
    method = ""
    with suppress(Exception):
        method = str(part.get_param("method") or "").upper()
    if method == "REPLY":
        found.calendar_answer = True
        found.answer = found.answer or calendar_answer(_bytes(part))
    else:
        found.files.append(Attached(_name_of(part) or "invite.ics", remark=CALENDAR))


def _bytes(part: Message) -> bytes:
    payload: object = None
    with suppress(Exception):
        payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded_text(part: Message) -> str:
    """In the character set it names, else in one that fits; characters nobody can read become a mark."""
    payload = _bytes(part)[: 4 * LONGEST_TEXT]
    named = ""
    with suppress(Exception):
        named = str(part.get_content_charset() or "")
    for charset in filter(None, (named, "utf-8", "cp1252")):
        with suppress(LookupError, UnicodeDecodeError, ValueError):
            return payload.decode(charset)
    return payload.decode("utf-8", "replace")


def _tidy(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").split("\n")
    plain = "\n".join(CONTROL.sub("", line.replace("\t", "    ")).rstrip() for line in lines)
    return MORE.sub("\n\n", plain).strip("\n")[:LONGEST_TEXT]
