"""Where the running request comes from, for the audit trail."""

from contextvars import ContextVar
from ipaddress import ip_address

address: ContextVar[str | None] = ContextVar("source_address", default=None)


def address_of(remote: str, forwarded: str, trusted_proxies: int) -> str | None:
    """The client's address: the peer itself, or behind N trusted proxies the N-th entry from the right.

    Headers are input: an entry that is no address gives None.
    """
    chain = [part.strip() for part in forwarded.split(",") if part.strip()]
    candidate = remote
    if trusted_proxies and len(chain) >= trusted_proxies:
        candidate = chain[-trusted_proxies]
    try:
        return str(ip_address(candidate))
    except ValueError:
        return None
