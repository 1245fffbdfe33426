"""The line to the mailbox: IMAP, one folder, by UID. Nothing here knows what becomes of a mail."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from django.conf import settings
from imapclient import SEEN, IMAPClient
from imapclient.exceptions import IMAPClientError

LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}
INBOX: Final = "INBOX"
SIZE: Final = b"RFC822.SIZE"
CAME: Final = b"INTERNALDATE"


class Unreachable(Exception):
    """The mailbox cannot be read now; says nothing about any one mail."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the mailbox is. `name` tells everything but the password."""

    host: str
    port: int
    tls: bool
    user: str
    password: str
    folder: str

    @property
    def name(self) -> str:
        return f"{self.user}@{self.host}/{self.folder}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as it came; of one that is larger than `MAIL_MAX_BYTES` the head alone."""

    uid: int
    raw: bytes
    size: int
    received_at: datetime


def configured() -> Address | None:
    """The mailbox of the settings; None without any. Raises `Unreachable` for an address that cannot be one."""
    if not settings.IMAP_URL:
        return None
    try:
        parts = urlsplit(settings.IMAP_URL)
        port = parts.port
    except ValueError:
        raise Unreachable("PORTAL_IMAP_URL is no address.") from None
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise Unreachable("PORTAL_IMAP_URL is imaps://user:password@host:993/FOLDER.")
    tls = parts.scheme == "imaps"
    return Address(
        host=parts.hostname,
        port=port or (993 if tls else 143),
        tls=tls,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or INBOX,
    )


@contextmanager
def opened(address: Address) -> Iterator["Line"]:
    """Signed in, with the folder chosen. Every fault of the line becomes `Unreachable`."""
    try:
        client = _signed_in(address)
    except (IMAPClientError, OSError, ssl.SSLError) as error:
        raise Unreachable(_in_words(error)) from error
    try:
        yield Line(client, address)
    except (IMAPClientError, OSError, ssl.SSLError) as error:
        raise Unreachable(_in_words(error)) from error
    finally:
        _hang_up(client)


class Line:
    def __init__(self, client: IMAPClient, address: Address) -> None:
        self._client = client
        self.uid_validity = int(client.select_folder(address.folder)[b"UIDVALIDITY"])

    def uids(self, after: int = 0) -> list[int]:
        """The UIDs of the mails there, in order, beyond `after`."""
        found = self._client.search(["UID", f"{after + 1}:*"] if after else ["ALL"])
        return sorted(uid for uid in found if uid > after)  # "7:*" names the last mail even when it is the sixth

    def fetch(self, uid: int) -> Fetched | None:
        """The mail, left unseen; None when it is gone by now."""
        facts = self._client.fetch([uid], [SIZE, CAME]).get(uid)
        if facts is None or SIZE not in facts:
            return None
        whole = facts[SIZE] <= settings.MAIL_MAX_BYTES
        section = b"BODY[]" if whole else b"BODY[HEADER]"
        answer = self._client.fetch([uid], [b"BODY.PEEK[]" if whole else b"BODY.PEEK[HEADER]"]).get(uid)
        if answer is None or section not in answer:
            return None
        return Fetched(uid, answer[section] or b"", facts[SIZE], _instant(facts.get(CAME)))

    def put_aside(self, uid: int) -> None:
        """It is stored: mark it as seen and, where a folder for such mails is set, move it there."""
        self._client.add_flags([uid], [SEEN], silent=True)
        folder = settings.IMAP_DONE_FOLDER
        if not folder:
            return
        if self._client.has_capability("MOVE"):
            self._client.move([uid], folder)
        elif self._client.has_capability("UIDPLUS"):
            self._client.copy([uid], folder)
            self._client.delete_messages([uid], silent=True)
            self._client.uid_expunge([uid])  # never what somebody else marked for deletion


def _hang_up(client: IMAPClient) -> None:
    """In good manners, else by closing the socket: a line that broke must not stay open on our side."""
    try:
        client.logout()
    except (IMAPClientError, OSError):
        with suppress(IMAPClientError, OSError):
            client.shutdown()


def _signed_in(address: Address) -> IMAPClient:
    client = IMAPClient(address.host, port=address.port, ssl=address.tls, timeout=settings.EMAIL_TIMEOUT)
    client.normalise_times = False
    try:
        if not address.tls and address.host not in LOOPBACK:
            client.starttls(ssl.create_default_context())
        client.login(address.user, address.password)
    except BaseException:
        with suppress(IMAPClientError, OSError):
            client.shutdown()
        raise
    return client


def _instant(value: Any) -> datetime:
    """INTERNALDATE with its zone, in UTC."""
    if not isinstance(value, datetime):
        return datetime.now(UTC)
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def _in_words(error: Exception) -> str:
    """Without the password, which some servers repeat."""
    words = f"{type(error).__name__}: {error}"
    secret = urlsplit(settings.IMAP_URL).password or ""
    for one in filter(None, (secret, unquote(secret))):
        words = words.replace(one, "***")
    return words
