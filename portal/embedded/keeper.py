"""One process per server: starts it, restarts it after a crash, ends it when its last user has gone.

Run as `python -m portal.embedded.keeper SERVER DATA [--volatile]` by `portal.embedded.users`. Users hold a
share of one lock for as long as they need the server, so even a user killed with SIGKILL is noticed.
The first line on standard output is "ready", "busy" (another keeper is at it) or "fault" and a reason.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from portal.embedded.locks import FileLock, lock_file
from portal.embedded.paths import Unusable
from portal.embedded.postgres import Postgres
from portal.embedded.redis_server import Redis

Server = Postgres | Redis
SERVERS: Final[dict[str, type[Server]]] = {server.key: server for server in (Postgres, Redis)}
KEEPER_LOCK: Final = "keeper.lock"
USERS_LOCK: Final = "users.lock"
START_SECONDS: Final = 60
STOP_SECONDS: Final = 8
LOOK_SECONDS: Final = 0.1
CRASHES: Final = 5  # within a minute: then it isn't worth another try


class Keeper:
    def __init__(self, server: Server) -> None:
        self.server = server
        self.child: subprocess.Popen[bytes] | None = None
        self.crashes: list[float] = []

    def start(self) -> None:
        self.server.prepare()
        self.child = self.server.spawn()
        until = time.monotonic() + START_SECONDS
        while not self.server.started():
            if self.child.poll() is not None:
                raise Unusable(f"{self.server.name} doesn't start; its log is {self.server.home / 'server.log'}.")
            if time.monotonic() > until:
                raise Unusable(f"{self.server.name} doesn't answer within {START_SECONDS} seconds.")
            time.sleep(0.02)
        self.server.settle()

    def watch(self, users: FileLock) -> None:
        """Return when nobody uses the server any more, holding the users' lock so that none can come."""
        while not users.try_take():
            if self.child is None or self.child.poll() is not None:
                self._restart()
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        if self.child is None:
            return
        for number in self.server.stop_signals:
            if self.child.poll() is None:
                self.child.send_signal(number)
                try:
                    self.child.wait(STOP_SECONDS)
                except subprocess.TimeoutExpired:
                    continue
        if self.child.poll() is None:
            self.child.kill()
            self.child.wait()

    def _restart(self) -> None:
        now = time.monotonic()
        self.crashes = [crash for crash in self.crashes if crash > now - 60] + [now]
        if len(self.crashes) > CRASHES:
            raise Unusable(f"{self.server.name} ended {CRASHES} times within a minute.")
        print(f"{self.server.name} ended unexpectedly and is started again", file=sys.stderr, flush=True)
        self.start()


def keep(server: Server) -> int:
    keeper = Keeper(server)
    with lock_file(server.home / KEEPER_LOCK) as alone, lock_file(server.home / USERS_LOCK) as users:
        if not alone.try_take():
            _say("busy")
            return 0
        try:
            keeper.start()
            _say("ready")
            keeper.watch(users)
        except Unusable as error:
            _say(f"fault {error}")
            print(error, file=sys.stderr, flush=True)
            return 1
        finally:
            keeper.stop()
    return 0


def _say(line: str) -> None:
    """Tell the process that started us, once; afterwards nobody reads, and nobody shall wait for us."""
    try:
        print(line, flush=True)
    except (BrokenPipeError, ValueError):
        return
    finally:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def main() -> int:
    parser = argparse.ArgumentParser(prog="portal.embedded.keeper")
    parser.add_argument("server", choices=SERVERS)
    parser.add_argument("data", type=Path)
    parser.add_argument("--volatile", action="store_true", help="speed instead of safety, for tests")
    options = parser.parse_args()
    # Whoever stops a whole group of processes reaches us too; the users must be able to finish first.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    return keep(SERVERS[options.server](options.data, volatile=options.volatile))


if __name__ == "__main__":
    sys.exit(main())
