"""The embedded servers around a management command that needs them."""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Final

import environ

from portal.embedded import paths, users

# The environment variable that names a server of one's own, so that the embedded one isn't needed.
INSTEAD_OF: Final = {"postgres": "DATABASE_URL", "redis": "REDIS_URL"}
WITHOUT_SERVERS: Final = {
    *("help", "version", "collectstatic", "findstatic", "compilemessages", "makemessages"),
    *("diffsettings", "startapp", "startproject", "spectacular"),
}


def needs_servers(argv: Sequence[str]) -> bool:
    """Whether this command line of manage.py reads or writes the database."""
    command = argv[1] if len(argv) > 1 else "help"
    if {"-h", "--help", "--version"} & set(argv[1:]):
        return False
    if command == "check":
        return any(word.startswith("--database") for word in argv)
    return command not in WITHOUT_SERVERS


def choose_data(argv: Sequence[str]) -> None:
    """`serve --data DIR` equals PORTAL_DATA; it must be known before settings are read.

    `bench` has a folder of its own for each size, below the data folder: it disturbs nothing there.
    """
    command = argv[1:2]
    if command not in (["serve"], ["bench"]):
        return
    if chosen := _option(argv, "--data"):
        os.environ["PORTAL_DATA"] = chosen
    elif command == ["bench"]:
        os.environ["PORTAL_DATA"] = str(paths.data_dir() / f"bench-{_option(argv, '--preset') or 'full'}")


def _option(argv: Sequence[str], wanted: str) -> str:
    """The value of the last such option; one without its value is the argument parser's to refuse."""
    found = ""
    for position, word in enumerate(argv):
        name, equals, value = word.partition("=")
        if name == wanted:
            found = (value if equals else "".join(argv[position + 1 : position + 2])) or found
    return found


@contextmanager
def servers_for(argv: Sequence[str]) -> Iterator[None]:
    """Find or start what the command needs; stop at its end what nobody else uses."""
    environ.Env.read_env(paths.PROJECT / ".env")
    choose_data(argv)
    if not needs_servers(argv):
        yield
        return
    _end_in_order_on_sigterm()
    with embedded_servers():
        yield


@contextmanager
def embedded_servers(*, volatile: bool = False) -> Iterator[None]:
    """The servers of the data folder, save those the environment replaces by others."""
    data = paths.data_dir()
    with ExitStack() as stack:
        # Entered first, left last: PostgreSQL outlives Redis.
        for key, variable in INSTEAD_OF.items():
            if not os.environ.get(variable):
                stack.enter_context(users.using(key, data, volatile=volatile))
        yield


def _end_in_order_on_sigterm() -> None:
    """Let SIGTERM unwind the program, so that a command ends its servers before it is gone itself."""
    default = signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    if default and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _exit)


def _exit(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
