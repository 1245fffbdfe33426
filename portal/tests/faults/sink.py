"""A mail server on loopback that accepts everything and counts how often it accepted each message."""

import socket
import threading
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sink:
    """`accepted` counts by Message-ID. `on_accept(total)` is called after each message, in the server's thread."""

    def __init__(self, on_accept: Callable[[int], None] = lambda total: None) -> None:
        self.accepted: Counter[str] = Counter()
        self.subjects: Counter[str] = Counter()
        self._on_accept = on_accept
        self._lock = threading.Lock()
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        headers = message_from_bytes(envelope.content)
        with self._lock:
            self.accepted[headers["Message-ID"].strip()] += 1
            self.subjects[headers["Subject"]] += 1
            total = self.accepted.total()
        self._on_accept(total)
        return "250 Accepted"

    @property
    def repeated(self) -> int:
        """Deliveries beyond the first of each message."""
        return self.accepted.total() - len(self.accepted)

    def __enter__(self) -> "Sink":
        self._controller.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._controller.stop()
