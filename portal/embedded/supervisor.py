"""Web server, Celery worker and Celery beat under honcho, ended in order and never left behind.

Honcho is kept for what it does well: starting, prefixing the logs, ending all when one ends. Three of its
habits are replaced. It signals whole process groups, which kills Celery's children in the middle of a task.
Its kill timer waits for a first child to end. And its children survive it when it is killed itself.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from honcho import manager
from honcho.process import Process

from portal.embedded.processes import die_with_parent, leash, send

KILL_SECONDS: Final = 7  # leaves Redis and PostgreSQL their share of the ten seconds
ASKED_TO_END: Final = {known["rc"] for known in manager.SIGNALS.values()}


class LeashedProcess(Process):
    """Honcho's relay and the command below it; both die at once with the process above them."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._supervisor = os.getpid()
        self._child_ctor = _start

    def run(self, events=None, ignore_signals=False) -> None:
        die_with_parent()
        if os.getppid() == self._supervisor:
            super().run(events, ignore_signals)


class Supervisor(manager.Manager):
    """Call `loop()`; it returns when every child has ended."""

    def __init__(self, on_started: Callable[[], None]) -> None:
        # Honcho hands its relays bound methods, which only a fork can carry.
        multiprocessing.set_start_method("fork", force=True)
        manager.KILL_WAIT = 60  # see terminate()
        super().__init__()
        self._on_started = on_started
        self._process_ctor = LeashedProcess
        self._procmgr.terminate = _signal_leader

    def add(self, name: str, command: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        self.add_process(name, list(command), env=dict(env), cwd=str(cwd))

    @property
    def ended_as_asked(self) -> bool:
        """Whether a signal ended it; otherwise a child ended by itself."""
        return self.returncode in ASKED_TO_END

    def terminate(self) -> None:
        if not self._all_started():  # honcho doesn't know the process numbers yet
            _later(0.1, self.terminate)
        elif not self._terminating:
            _later(KILL_SECONDS, self.kill)
            super().terminate()

    def end_now(self) -> None:
        """Kill what still runs, silently: the way out when the loop itself has failed."""
        for known in self._processes.values():
            if "pid" in known and "returncode" not in known:
                with suppress(ProcessLookupError):
                    os.killpg(known["pid"], signal.SIGKILL)

    def _start(self) -> None:
        super()._start()
        # Only now: a thread and a fork don't go together.
        threading.Thread(target=self._on_started, daemon=True).start()


def _start(command: list[str], env: dict[str, str], cwd: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        env=env,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=leash(signal.SIGKILL),
    )


def _signal_leader(pid: int) -> None:
    with suppress(PermissionError):
        send(pid, signal.SIGTERM)


def _later(seconds: float, action: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, action)
    timer.daemon = True
    timer.start()


def python(module: str, *arguments: str, options: Sequence[str] = ()) -> list[str]:
    """A command line that runs a module with this very interpreter."""
    return [sys.executable, *options, "-m", module, *arguments]
