"""Where the web server listens, and whether it answers there."""

import http.client
import socket
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from portal.embedded.paths import Unusable

LAST_PORT: Final = 65_535
ANY_ADDRESS: Final = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def authority(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def nearest(self) -> "Address":
        """Where a program on this machine reaches it."""
        return Address(ANY_ADDRESS.get(self.host, self.host), self.port)

    @property
    def url(self) -> str:
        return f"http://{self.nearest.authority}/"


def free_address(host: str, port: int) -> Address:
    """The address if nobody listens there; port 0 stands for any free one."""
    if not 0 <= port <= LAST_PORT:  # the system would silently take another one
        raise Unusable(f"{port} is no port: ports are 1 to {LAST_PORT}, 0 stands for any free one.")
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            return Address(host, probe.getsockname()[1])
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unusable(f"The web server can't listen on {Address(host, port).authority}: {reason}.") from error


def answers(address: Address, path: str, name: str) -> int | None:
    """The status of a request for this path under this host name; None if nobody answers."""
    connection = http.client.HTTPConnection(address.nearest.host, address.port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": name})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
