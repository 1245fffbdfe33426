"""Using an embedded server: it runs while anybody uses it, and not longer."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from portal.embedded import paths
from portal.embedded.keeper import KEEPER_LOCK, SERVERS, START_SECONDS, USERS_LOCK, Server
from portal.embedded.locks import FileLock, is_taken, lock_file
from portal.embedded.paths import Unusable
from portal.embedded.processes import log_file

START_LOCK: Final = "start.lock"
END_SECONDS: Final = 10
REAP_SECONDS: Final = 2

_keepers: dict[Path, subprocess.Popen[str]] = {}  # our children by the folder of their server, to be reaped


@contextmanager
def using(key: str, data: Path, *, volatile: bool = False) -> Iterator[None]:
    """Find the server of this data folder or start it; the last user's end is the server's end."""
    server = SERVERS[key](data, volatile=volatile)
    server.make_home()
    with lock_file(server.home / USERS_LOCK) as users:
        users.share()  # waits while a keeper is just ending its server
        try:
            _ensure_running(server, data, volatile)
            yield
        finally:
            _leave(server, users)


def _ensure_running(server: Server, data: Path, volatile: bool) -> None:
    until = time.monotonic() + START_SECONDS
    with lock_file(server.home / START_LOCK) as starting:
        starting.take()
        while not (is_taken(server.home / KEEPER_LOCK) and server.answers()):
            if time.monotonic() > until:
                raise Unusable(f"{server.name} doesn't answer; its log is {server.home / 'server.log'}.")
            if _start_keeper(server, data, volatile) == "busy":
                time.sleep(0.05)


def _start_keeper(server: Server, data: Path, volatile: bool) -> str:
    """Start a keeper in a session of its own, out of reach of this terminal's Ctrl-C; its first word."""
    with log_file(server.home / "keeper.log") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "portal.embedded.keeper", server.key, data, *(["--volatile"] if volatile else [])],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=paths.PROJECT,
            start_new_session=True,
            text=True,
        )
    with keeper.stdout as output:
        word, _, reason = output.readline().strip().partition(" ")
    if word == "ready":
        _keepers[server.home] = keeper
        return word
    keeper.wait()
    if word == "busy":
        return word
    raise Unusable(reason or f"{server.name} can't be started; the log is {server.home / 'keeper.log'}.")


def _leave(server: Server, users: FileLock) -> None:
    """Give up our share; if it was the last one, wait until the keeper has ended the server."""
    if not users.try_take():
        return  # others still use it
    users.release()
    until = time.monotonic() + END_SECONDS
    while is_taken(server.home / KEEPER_LOCK) and time.monotonic() < until:
        if not users.try_take() and users.try_share():
            return  # somebody new came
        users.release()
        time.sleep(0.02)
    keeper = _keepers.pop(server.home, None)
    if keeper is not None:
        with suppress(subprocess.TimeoutExpired):
            keeper.wait(REAP_SECONDS)
