"""The identity of a mail: one Message-ID for its life, one thread for each record."""

from email.utils import parseaddr
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from portal.lifecycle.references import new_reference

MARK: Final = "X-Portal-Origin"


def new_message_id() -> str:
    """Chosen when the row is written, so that a mail sent again after a crash is the same mail to a mailbox."""
    return f"<{new_reference('M').lower()}.{new_reference('X').lower()}@{domain()}>"


def identity(message_id: str) -> dict[str, str]:
    """What every mail of ours carries: its ID, and a mark by which it is known should it ever come back."""
    return {"Message-ID": message_id, MARK: domain()}


def thread_key(ref: str) -> str:
    """The thread of a record: the same for every mail about it, whatever the kind and the recipient."""
    return f"record.{ref.lower()}" if ref else ""


def threading(key: str, topic: str) -> dict[str, str]:
    """Headers by which mail programs show all mails about one record together."""
    if not key:
        return {}
    root = f"<{key}@{domain()}>"
    return {"References": root, "In-Reply-To": root, "Thread-Topic": topic}


def domain() -> str:
    """The right side of our Message-IDs: PORTAL_MAIL_DOMAIN, else the host of the portal's address."""
    return settings.MAIL_DOMAIN or _host(settings.SITE_URL)


@lru_cache(maxsize=8)
def _host(url: str) -> str:
    return urlsplit(url).hostname or parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
