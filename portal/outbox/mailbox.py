"""The mails of an installation for trying out: written as files, read in the browser on the same machine."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from portal.web.doors import from_this_machine

FILES: Final = "django.core.mail.backends.filebased.EmailBackend"
ENDING: Final = ".log"
SHOWN: Final = 200
MOST_BYTES: Final = 5 * 1024 * 1024
RULE: Final = re.compile(rb"^-{79}\n", re.MULTILINE)
HEADER: Final = re.compile(rb"^[!-9;-~]+:")
TOLD: Final = ("From", "To", "Reply-To", "Date", "Message-ID", "In-Reply-To", "List-Unsubscribe", "Auto-Submitted")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail in a file of perhaps several; `name` and `number` are its address."""

    name: str
    number: int
    written_at: datetime
    message: EmailMessage

    @property
    def subject(self) -> str:
        return header(self.message, "Subject") or "No subject"

    @property
    def to(self) -> str:
        return header(self.message, "To")

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name in TOLD if (value := header(self.message, name))]

    @property
    def text(self) -> str:
        return part(self.message, "plain")

    @property
    def html(self) -> str:
        return part(self.message, "html")


def is_open(request: HttpRequest) -> bool:
    """Only where mails are files, and only for a browser on this machine: sign-in codes are among them."""
    return settings.EMAIL_BACKEND == FILES and from_this_machine(request)


def latest() -> Iterator[Mail]:
    """The newest mails first, at most SHOWN; a file nobody can read is passed over."""
    found = 0
    for path in _files():
        for mail in reversed(_mails_in(path)):
            if found == SHOWN:
                return
            found += 1
            yield mail


def find(name: str, number: int) -> Mail | None:
    """One mail. The name is looked for in the folder's listing and never made into a path."""
    path = next((path for path in _files() if path.name == name), None)
    return next((mail for mail in _mails_in(path) if mail.number == number), None) if path else None


def header(message: EmailMessage, name: str) -> str:
    """A header's text; a broken one reads as nothing."""
    with suppress(Exception):
        return str(message.get(name, ""))
    return ""


def part(message: EmailMessage, kind: str) -> str:
    """The first text part of a kind; in a character set nobody knows, as well as it can be read."""
    found = None
    with suppress(Exception):
        found = message.get_body((kind,))
    if found is None:
        return ""
    with suppress(Exception):
        return str(found.get_content())
    payload = found.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _files() -> list[Path]:
    """The mail files, newest first; no links and no folders."""
    try:
        with os.scandir(settings.EMAIL_FILE_PATH) as entries:
            files = [
                (entry.stat(follow_symlinks=False).st_mtime_ns, entry.name, Path(entry.path))
                for entry in entries
                if entry.name.endswith(ENDING) and entry.is_file(follow_symlinks=False)
            ]
    except OSError:
        return []
    return [path for _, _, path in sorted(files, reverse=True)]


def _mails_in(path: Path) -> list[Mail]:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
            written_at = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
    except OSError:
        return []
    mails = (message_from_bytes(raw, policy=policy.default) for raw in _split(data))
    return [Mail(path.name, number, written_at, mail) for number, mail in enumerate(mails, start=1)]


def _split(data: bytes) -> list[bytes]:
    """The mails of a file; a rule inside a text is none of those between mails."""
    found: list[bytes] = []
    for piece in RULE.split(data):
        if HEADER.match(piece) or not found:
            found.append(piece)
        elif piece.strip():
            found[-1] += b"-" * 79 + b"\n" + piece
    return [piece for piece in found if piece.strip()]
