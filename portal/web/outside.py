"""Asking a server whose address somebody else named, without being led to the inside of one's own network.

https only, every address the name stands for is public, the connection goes to the very address that was checked (so a
name that changes meanwhile changes nothing), no redirect is followed, the answer is small and comes soon. Whatever goes
wrong, the same error tells it.
"""

import ipaddress
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import SplitResult, urlencode, urlsplit

import certifi
import urllib3
from django.conf import settings
from urllib3.exceptions import HTTPError

LIMIT: Final = 256 * 1024
PATIENCE: Final = 10.0
TIMEOUT: Final = urllib3.Timeout(connect=3, read=5)
NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class Unreachable(Exception):
    """The server gave no answer that may be used; why is nobody's business."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also where it hides another one inside."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour is not None or ip.teredo is not None or ip in NAT64:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def is_chosen_inside(parts: SplitResult) -> bool:
    """Whether the operator named this host (with its port) as one that may stand inside."""
    named = {one.strip().lower() for one in settings.SIGN_IN_INSIDE_HOSTS if one.strip()}
    host = (parts.hostname or "").lower()
    return host in named or f"{host}:{parts.port or 443}" in named


def fit_url(url: str) -> SplitResult | None:
    """The parts of an address that may be asked or visited, None for any other; nothing is resolved yet."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    plain = parts.scheme == "http" and is_chosen_inside(parts) and not settings.PRODUCTION
    if not (parts.scheme == "https" or plain) or not parts.hostname or parts.username or parts.password:
        return None
    if port is not None and port != 443 and port < 1024 or parts.fragment:
        return None
    return parts


def fetch(url: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """GET the address, or POST a form to it. Raises `Unreachable`."""
    parts = fit_url(url)
    if parts is None:
        raise Unreachable
    port = parts.port or (443 if parts.scheme == "https" else 80)
    pool = _pool(parts, _address(parts, port), port)
    host = parts.netloc.rpartition("@")[2]
    sent = {"Host": host, "Accept": "application/json", "Accept-Encoding": "identity"} | dict(headers or {})
    body = urlencode(form) if form is not None else None
    if body is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        return _asked(pool, "GET" if body is None else "POST", path, body, sent)
    except (HTTPError, OSError, ValueError) as fault:
        raise Unreachable from fault
    finally:
        pool.close()


def _address(parts: SplitResult, port: int) -> str:
    """The address that is connected to; of a name with any address inside none is."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as fault:
        raise Unreachable from fault
    if not found or not (is_chosen_inside(parts) or all(is_public(one) for one in found)):
        raise Unreachable
    return found[0]


def _pool(parts: SplitResult, address: str, port: int) -> Any:
    if parts.scheme == "http":
        return urllib3.HTTPConnectionPool(address, port, timeout=TIMEOUT, retries=False)
    return urllib3.HTTPSConnectionPool(
        address,
        port,
        timeout=TIMEOUT,
        retries=False,
        server_hostname=parts.hostname,
        assert_hostname=parts.hostname,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
    )


def _asked(pool: Any, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
    until = time.monotonic() + PATIENCE
    response = pool.urlopen(
        method, path, body=body, headers=headers, redirect=False, preload_content=False, assert_same_host=False
    )
    read = b""
    while piece := response.read1(64 * 1024, decode_content=False):
        read += piece
        if len(read) > LIMIT or time.monotonic() > until:
            raise Unreachable
    return Answer(response.status, read)
