"""People who use the portal through whichever of its web servers answers, as behind a load balancer."""

import http.client
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode

HOST = "portal.example"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TRIES = 200
PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str
    text: str


@dataclass
class Visitor:
    """Signs in once, then replies to an issue; whatever is not answered is looked for before it is sent again."""

    email: str
    password: str
    issue: str
    servers: Sequence[str]
    cookies: dict[str, str] = field(default_factory=dict)
    turn: int = 0
    sent: list[str] = field(default_factory=list)
    unanswered: int = 0
    signed_out: int = 0
    _paused: threading.Event = field(default_factory=threading.Event)

    def sign_in(self) -> None:
        page = self.read("/accounts/login/")
        answer = self.write("/accounts/login/", page, login=self.email, password=self.password)
        assert answer is not None, "nobody answered the sign-in"
        assert answer.status == 302, answer.text

    def reply(self, text: str) -> None:
        """Until it stands on the page; once only."""
        for _each in range(TRIES):
            page = self.read(self.issue)
            if text in page.text:
                self.sent.append(text)
                return
            self.write(f"{self.issue}reply/", page, text=text)
        raise AssertionError(f"{text} was never taken")

    def read(self, path: str) -> Answer:
        """Asked again, of the other server, until one answers: reading may be repeated."""
        for _each in range(TRIES):
            answer = self._ask("GET", path)
            if answer is not None and answer.status < 500:
                self.signed_out += "/accounts/login/" in answer.location
                return answer
            self._paused.wait(PAUSE)
        raise AssertionError(f"nobody answered {path}")

    def write(self, path: str, page: Answer, **fields: str) -> Answer | None:
        """Asked once; None when nobody answered, and nobody knows whether it was done."""
        token = unescape(TOKEN.search(page.text)[1])
        answer = self._ask("POST", path, urlencode(fields | {"csrfmiddlewaretoken": token}))
        self.unanswered += answer is None
        return answer

    def _connected(self) -> http.client.HTTPConnection | None:
        """To the next server in turn that takes a connection at all."""
        for _each in self.servers:
            self.turn += 1
            connection = http.client.HTTPConnection(self.servers[self.turn % len(self.servers)], timeout=30)
            try:
                connection.connect()
            except OSError:
                continue
            return connection
        return None

    def _ask(self, method: str, path: str, body: str = "") -> Answer | None:
        connection = self._connected()
        if connection is None:
            return None
        headers = {"Host": HOST, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: kept.value for name, kept in SimpleCookie(line).items()}
        return Answer(answer.status, answer.headers.get("Location", ""), text)
