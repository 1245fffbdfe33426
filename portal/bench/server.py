"""The production web server and the load tool, started for a bench and stopped with it."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from portal.embedded import static_files
from portal.embedded.address import Address, answers, free_address
from portal.embedded.paths import Unusable
from portal.embedded.processes import leash, log_file
from portal.embedded.supervisor import python
from portal.embedded.web_server import STEADY, host_name, web_command

START_SECONDS: Final = 60
END_SECONDS: Final = 10
# As `serve --demo` has it; and nobody is told to ask less often.
SURROUNDINGS: Final = STEADY | {
    "PORTAL_BENCH_PAGE": "1",
    "PORTAL_DEBUG": "0",
    "PORTAL_STAFF_SECOND_FACTOR": "0",
    "PORTAL_API_RATE": "10000000/min",
}


@contextmanager
def web_server() -> Iterator[tuple[Address, int]]:
    """The address and process number of a web server as `serve` starts it; its log lies in the data folder."""
    address = free_address("127.0.0.1", 0)
    static_files.collect_if_changed()
    with _child(web_command(address), os.environ | SURROUNDINGS, "bench-server.log") as server:
        _wait(address, server)
        yield address, server.pid


class Generator:
    """The load tool: `ask(...)` gives what it measured."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def ask(self, **task: Any) -> dict[str, Any]:
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise Unusable(f"The load tool has ended; its last words are in {_log('bench-load.log')}.")
        return json.loads(line)


@contextmanager
def load_tool() -> Iterator[Generator]:
    with _child(python("portal.bench.load"), dict(os.environ), "bench-load.log", talks=True) as process:
        yield Generator(process)


@contextmanager
def _child(
    command: list[str], environment: dict[str, str], log: str, *, talks: bool = False
) -> Iterator[subprocess.Popen[Any]]:
    with log_file(_log(log)) as written:
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE if talks else subprocess.DEVNULL,
            stdout=subprocess.PIPE if talks else written,
            stderr=written,
            text=talks,
            start_new_session=True,  # Ctrl-C reaches this process alone, which ends its children in order
            preexec_fn=leash(signal.SIGTERM),  # noqa: PLW1509 single-threaded here
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _wait(address: Address, server: subprocess.Popen[Any]) -> None:
    until = time.monotonic() + START_SECONDS
    while answers(address, "/healthz", host_name(address)) != 200:
        if server.poll() is not None or time.monotonic() > until:
            raise Unusable(f"The web server does not start; its log is {_log('bench-server.log')}.")
        time.sleep(0.1)


def _log(name: str) -> Path:
    return Path(settings.DATA_DIR) / name
