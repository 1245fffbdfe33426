"""Child processes that can't outlive their parent, and who works in a folder (Linux)."""

import ctypes
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

LOG_LIMIT: Final = 10 * 1024 * 1024
PR_SET_PDEATHSIG: Final = 1
_libc: Final = ctypes.CDLL(None, use_errno=True)


def die_with_parent(death_signal: signal.Signals = signal.SIGKILL) -> None:
    """From now on the kernel sends this process the signal when its parent ends, SIGKILL included."""
    _libc.prctl(PR_SET_PDEATHSIG, death_signal)


def leash(death_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn` that ties the child to the process that calls this."""
    parent = os.getpid()

    def tie() -> None:
        die_with_parent(death_signal)
        if os.getppid() != parent:  # the parent ended between fork and here
            os._exit(1)

    return tie


def working_in(folder: Path, program: str) -> Iterator[int]:
    """Living processes of this program whose current directory is this folder, as far as we may look."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                here = os.readlink(entry / "cwd") == str(folder)
                # After an upgrade of the package the link reads "postgres (deleted)".
                if here and Path(os.readlink(entry / "exe")).name.split()[0] == program:
                    yield int(entry.name)
            except OSError:
                continue  # ended meanwhile, a zombie, or somebody else's


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal; that the process has ended meanwhile is fine."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def log_file(path: Path) -> BinaryIO:
    """A server's log, for its owner's eyes, opened for appending; one that has grown too large starts anew."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    if os.fstat(descriptor).st_size > LOG_LIMIT:
        os.ftruncate(descriptor, 0)
    return open(descriptor, "ab")
