"""No file is stored that the scanner found harmful, or could not look at. A small server speaks ClamAV's protocol."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.models import User
from portal.documents.models import Document, DocumentContent
from portal.documents.storing import store, store_bytes
from portal.documents.tests.files import upload
from portal.documents.virus import CHUNK, Unanswered, address_of, ask
from portal.lifecycle.refusals import Refused

HARMFUL = b"EICAR"
LIMIT = 1_000_000


class Scanner(socketserver.StreamRequestHandler):
    """Reads an INSTREAM as clamd does; the server's `mood` says how it answers."""

    def handle(self) -> None:
        mood, seen = self.server.mood, self.server.seen  # type: ignore[attr-defined]
        if mood == "deaf":
            self.server.done.wait(10)  # type: ignore[attr-defined]
            return
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > LIMIT:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        seen.append(content)
        if mood == "silent":
            return
        found = b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if HARMFUL in content else b"stream: OK\0"
        self.wfile.write(b"stream: O" if mood == "short" else found)


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = True
    allow_reuse_address = True
    mood = ""


class LocalServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    mood = ""


def _running(server: Any) -> Iterator[Any]:
    server.seen, server.done = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield server
    server.done.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def scanner(settings: Any) -> Iterator[Server]:
    for server in _running(Server(("127.0.0.1", 0), Scanner)):
        settings.CLAMAV = f"127.0.0.1:{server.server_address[1]}"
        settings.CLAMAV_TIMEOUT = 2
        yield server


def test_addresses_are_read() -> None:
    assert address_of("") is None
    assert address_of(" clamav:3310 ") == ("clamav", 3310)
    assert address_of("[::1]:3310") == ("::1", 3310)
    assert address_of("unix:/run/clamd.sock") == address_of("/run/clamd.sock") == "/run/clamd.sock"
    for wrong in ("clamav", "clamav:", ":3310", "clamav:0", "clamav:70000", "clamav:x"):
        with pytest.raises(ImproperlyConfigured):
            address_of(wrong)


@pytest.mark.django_db
def test_a_clean_file_is_stored_and_a_harmful_one_is_not(scanner: Server, member: User, now: Any) -> None:
    content = b"reads,1\n" * (CHUNK // 4)
    given = {"participant_id": 7, "by": member, "now": now}
    store(upload=upload("reads.csv", content), **given)
    assert scanner.seen == [content], "in pieces, and all of it"
    with pytest.raises(Refused, match=r"harm\.txt: the virus scanner found something harmful") as refusal:
        store(upload=upload("harm.txt", b"X5O!" + HARMFUL), **given)
    assert refusal.value.code == "infected"
    assert "EICAR" not in refusal.value.reason
    assert Document.objects.count() == DocumentContent.objects.count() == 1


@pytest.mark.django_db
def test_without_a_clear_answer_nothing_is_stored(scanner: Server, member: User, now: Any, settings: Any) -> None:
    given = {"participant_id": 7, "by": member, "now": now}
    settings.CLAMAV_TIMEOUT = 0.3
    for mood in ("silent", "short", "deaf"):
        scanner.mood = mood
        with pytest.raises(Refused, match="does not answer. Nothing was stored"):
            store(upload=upload("reads.csv", b"a,b\n"), **given)
    scanner.mood = ""
    settings.CLAMAV_TIMEOUT = 5
    with pytest.raises(Refused, match="does not answer"):
        store_bytes(name="large.txt", content=b"a" * (LIMIT + 1), **given)
    scanner.shutdown()
    scanner.server_close()
    with pytest.raises(Refused, match="does not answer"):
        store(upload=upload("reads.csv", b"a,b\n"), **given)
    assert not Document.objects.exists()
    settings.CLAMAV = ""
    assert store(upload=upload("harm.txt", HARMFUL), **given).size == 5, "without a scanner nothing is scanned"


def test_a_socket_file_will_do(tmp_path: Path) -> None:
    path = str(tmp_path / "clamd.sock")
    for _ in _running(LocalServer(path, Scanner)):
        assert ask(path, b"a", timeout=2) == "OK"
        assert ask(path, HARMFUL, timeout=2) == "Win.Test.EICAR_HDB-1"
    with pytest.raises(Unanswered):
        ask(str(tmp_path / "nobody.sock"), b"a", timeout=2)
