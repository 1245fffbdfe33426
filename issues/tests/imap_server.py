"""A small mail server that speaks enough of IMAP4rev1 (RFC 3501), UIDPLUS and MOVE over a socket for the tests.

Its mails are bytes in folders; what a test wants to go wrong is said by `faults`.
"""

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

USER: Final = "mailbox@portal.example"
PASSWORD: Final = "socket /test"
DATE: Final = "%d-%b-%Y %H:%M:%S +0000"
QUOTED: Final = re.compile(rb'"((?:[^"\\]|\\.)*)"|(\S+)')


@dataclass
class Mail:
    uid: int
    raw: bytes
    at: datetime = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
    flags: set[str] = field(default_factory=set)


@dataclass
class Folder:
    mails: list[Mail] = field(default_factory=list)
    next_uid: int = 1
    validity: int = 20261118

    def add(self, raw: bytes) -> Mail:
        mail = Mail(self.next_uid, raw)
        self.next_uid += 1
        self.mails.append(mail)
        return mail


class Store:
    """What the server holds, shared by all of its connections."""

    def __init__(self) -> None:
        self.folders: dict[str, Folder] = {"INBOX": Folder(), "Done": Folder()}
        self.capabilities = "IMAP4rev1 UIDPLUS MOVE"
        self.faults: set[str] = set()  # commands at which the server hangs up
        self.commands: list[str] = []
        self.url = ""

    @property
    def inbox(self) -> Folder:
        return self.folders["INBOX"]


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    disable_nagle_algorithm = True
    wbufsize = -1  # an answer leaves as one piece
    store: Store
    folder: Folder

    def handle(self) -> None:
        self.store = self.server.store  # type: ignore[attr-defined]
        self.say(b"* OK ready")
        self.wfile.flush()
        while line := self.rfile.readline():
            tag, _, rest = line.strip().partition(b" ")
            name, _, arguments = rest.partition(b" ")
            command = name.decode().upper()
            if command == "UID":
                sub, _, arguments = arguments.partition(b" ")
                command = f"UID {sub.decode().upper()}"
            self.store.commands.append(command)
            if command in self.store.faults:
                return
            answer = self.commands().get(command, self.unknown)(arguments)
            self.say(tag + b" " + answer.encode())
            self.wfile.flush()
            if command == "LOGOUT":
                return

    def commands(self) -> dict[str, Callable[[bytes], str]]:
        return {
            "CAPABILITY": self.capability,
            "LOGIN": self.login,
            "SELECT": self.select,
            "UID SEARCH": self.search,
            "UID FETCH": self.fetch,
            "UID STORE": self.flag,
            "UID COPY": self.copy,
            "UID MOVE": self.move,
            "UID EXPUNGE": self.expunge,
            "NOOP": lambda _: "OK done",
            "LOGOUT": self.logout,
        }

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def unknown(self, _: bytes) -> str:
        return "BAD unknown command"

    def capability(self, _: bytes) -> str:
        self.say(f"* CAPABILITY {self.store.capabilities}".encode())
        return "OK done"

    def login(self, arguments: bytes) -> str:
        given = [one.decode() for one in words(arguments)]
        return "OK signed in" if given == [USER, PASSWORD] else "NO wrong name or password"

    def logout(self, _: bytes) -> str:
        self.say(b"* BYE good-bye")
        return "OK done"

    def select(self, arguments: bytes) -> str:
        name = words(arguments)[0].decode()
        if name not in self.store.folders:
            return "NO no such folder"
        self.folder = self.store.folders[name]
        self.say(f"* {len(self.folder.mails)} EXISTS".encode())
        self.say(b"* 0 RECENT")
        self.say(f"* OK [UIDVALIDITY {self.folder.validity}] valid".encode())
        self.say(f"* OK [UIDNEXT {self.folder.next_uid}] next".encode())
        return "OK [READ-WRITE] chosen"

    def search(self, arguments: bytes) -> str:
        wanted = words(arguments)
        found = self.chosen(wanted[1]) if wanted and wanted[0].upper() == b"UID" else self.folder.mails
        self.say(b" ".join([b"* SEARCH", *(str(mail.uid).encode() for mail in found)]))
        return "OK done"

    def fetch(self, arguments: bytes) -> str:
        uids, _, items = arguments.partition(b" ")
        for mail in self.chosen(uids):
            place = self.folder.mails.index(mail) + 1
            head = f"* {place} FETCH (UID {mail.uid}"
            if b"RFC822.SIZE" in items:
                head += f" RFC822.SIZE {len(mail.raw)}"
            if b"INTERNALDATE" in items:
                head += f' INTERNALDATE "{mail.at:{DATE}}"'
            self.wfile.write(head.encode())
            if b"BODY.PEEK" in items:
                whole = b"HEADER" not in items
                body = mail.raw if whole else mail.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
                self.wfile.write(f" BODY[{'' if whole else 'HEADER'}] {{{len(body)}}}\r\n".encode() + body)
            self.say(b")")
        return "OK done"

    def flag(self, arguments: bytes) -> str:
        uids, _, rest = arguments.partition(b" ")
        for mail in self.chosen(uids):
            mail.flags |= set(re.findall(r"\\\w+", rest.decode()))
        return "OK done"

    def copy(self, arguments: bytes) -> str:
        uids, folder = words(arguments)
        for mail in self.chosen(uids):
            self.store.folders[folder.decode()].add(mail.raw)
        return "OK done"

    def move(self, arguments: bytes) -> str:
        uids = words(arguments)[0]
        self.copy(arguments)
        self.remove(self.chosen(uids))
        return "OK done"

    def expunge(self, arguments: bytes) -> str:
        self.remove([mail for mail in self.chosen(words(arguments)[0]) if "\\Deleted" in mail.flags])
        return "OK done"

    def remove(self, gone: list[Mail]) -> None:
        self.folder.mails = [mail for mail in self.folder.mails if mail not in gone]

    def chosen(self, text: bytes) -> list[Mail]:
        """The mails of "4", "1,7" or "4:*", where "*" is the last one, whatever stands before it."""
        last = max((mail.uid for mail in self.folder.mails), default=0)
        wanted: set[int] = set()
        for part in text.decode().split(","):
            low, _, high = part.partition(":")
            ends = [last if end == "*" else int(end) for end in (low, high or low)]
            wanted |= set(range(min(ends), max(ends) + 1))
        return [mail for mail in self.folder.mails if mail.uid in wanted]


def words(arguments: bytes) -> list[bytes]:
    found = QUOTED.findall(arguments)
    return [plain or re.sub(rb"\\(.)", rb"\1", quoted) for quoted, plain in found]


@contextmanager
def serving() -> Iterator[Store]:
    """A server on a port of this machine; its address, as PORTAL_IMAP_URL wants it, is the store's `url`."""
    server: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation)
    server.daemon_threads = True
    server.store = Store()
    server.store.url = f"imap://mailbox%40portal.example:socket%20%2Ftest@127.0.0.1:{server.server_address[1]}/INBOX"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.store
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
