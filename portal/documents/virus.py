"""The virus scanner: a ClamAV daemon, spoken to in its own small protocol (INSTREAM, clamd(8)).

Nothing is stored that was not looked at: where the scanner is named but does not answer, files are refused.
"""

import logging
import socket
import struct
import time
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.lifecycle.refusals import Refused

logger = logging.getLogger(__name__)

Address = str | tuple[str, int]

CHUNK: Final = 64 * 1024
LONGEST_ANSWER: Final = 4096
CLEAN: Final = "OK"
FOUND: Final = " FOUND"
INFECTED: Final = "{name}: the virus scanner found something harmful in this file. It was not stored."
SILENT: Final = (
    "{name}: files can't be taken right now, because the virus scanner does not answer."
    " Nothing was stored; please try again in some minutes."
)


class Unanswered(Exception):
    """The scanner was not reached, took too long, or said something else than yes or no."""


def address_of(setting: str) -> Address | None:
    """`host:port`, or the path of a socket (`unix:/run/clamd.sock`); None where no scanner is named."""
    text = setting.strip()
    if not text:
        return None
    path = text.removeprefix("unix:")
    if path.startswith("/"):
        return path
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ImproperlyConfigured("PORTAL_CLAMAV is host:port or the path of a socket.")
    return host.strip("[]"), int(port)


def require_clean(name: str, content: bytes) -> None:
    """Refuse, in words for whoever uploads it, what is infected and what could not be looked at."""
    address = address_of(settings.CLAMAV)
    if address is None:
        return
    try:
        answer = ask(address, content, timeout=settings.CLAMAV_TIMEOUT)
    except Unanswered as error:
        logger.error("The virus scanner does not answer: %s", error)
        raise Refused(SILENT.format(name=name), code="not_scanned") from error
    if answer != CLEAN:
        logger.warning("The virus scanner found %s in a file that was to be stored.", answer)
        raise Refused(INFECTED.format(name=name), code="infected")


def ask(address: Address, content: bytes, *, timeout: float) -> str:
    """ "OK", or the name of what was found; raises `Unanswered`. `timeout` is for the whole talk, in seconds."""
    until = time.monotonic() + timeout
    try:
        with _connected(address, until) as line:
            try:
                _send(line, b"zINSTREAM\0", until)
                for start in range(0, len(content), CHUNK):
                    part = content[start : start + CHUNK]
                    _send(line, struct.pack("!L", len(part)) + part, until)
                _send(line, struct.pack("!L", 0), until)
            except (BrokenPipeError, ConnectionResetError):
                # It hangs up on what is too large for it, and says so first.
                logger.info("The virus scanner hung up before the end of a file.")
            return _judged(_answer(line, until))
    except OSError as error:
        raise Unanswered(str(error) or type(error).__name__) from error


def _connected(address: Address, until: float) -> socket.socket:
    if isinstance(address, tuple):
        return socket.create_connection(address, timeout=_left(until))
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(_left(until))
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, data: bytes, until: float) -> None:
    line.settimeout(_left(until))
    line.sendall(data)


def _answer(line: socket.socket, until: float) -> str:
    received = b""
    while not received.endswith(b"\0") and len(received) < LONGEST_ANSWER:
        line.settimeout(_left(until))
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        received += part
    return received.rstrip(b"\0\n").decode("utf-8", "replace")


def _judged(answer: str) -> str:
    """What stands behind "stream: "; an error, or a sentence cut short, is no answer."""
    said = answer.partition("stream: ")[2]
    if said == CLEAN:
        return CLEAN
    if said.endswith(FOUND):
        return said.removesuffix(FOUND)
    raise Unanswered(answer or "it hung up without a word")


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it took too long")
    return left
