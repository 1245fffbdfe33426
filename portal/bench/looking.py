"""The pages of one bench: who signs in, what they ask for, how fast it comes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.test.utils import override_settings

from accounts.models import User
from portal.bench.counting import signed_in_client, statements_of
from portal.bench.figures import PageFigures, Speed, figures_of
from portal.bench.machine import busy, memory_of
from portal.bench.pages import Page, pages
from portal.bench.people import api_token, people, sign_in
from portal.bench.rounds import Rounds
from portal.bench.server import load_tool, web_server

Told = Callable[[str], None]
Headers = Callable[[Page], dict[str, str]]
COMPRESSED = {"Accept-Encoding": "gzip"}


@dataclass(slots=True)
class Looked:
    pages: dict[str, PageFigures] = field(default_factory=dict)
    bare: Speed | None = None
    memory: float | None = None


def look(*, only: Sequence[str], rounds: int, seconds: float, told: Told) -> Looked:
    """Start the web server, measure, stop it. `only` names pages; none: all. No rounds: statements alone."""
    persons = people()
    with web_server() as (address, pid), api_token(persons["manager"]) as secret:
        cookies = {name: sign_in(address.url, person.email) for name, person in persons.items()}
        wanted, counts = _counted(persons, cookies, secret, only)
        if not rounds:
            return Looked({key: PageFigures(count) for key, count in counts.items()})
        with load_tool() as tool:
            asking, plainly = _asking(cookies, secret), _cookie(cookies["manager"])
            measured = Rounds(tool, address.url, asking, plainly, partial(busy, pid))
            samples = measured.measure(wanted, rounds=rounds, seconds=seconds, told=told)
        memory = max(memory_of(pid), default=None)
    return Looked(figures_of(counts, samples, measured.bytes), measured.bare_speed(), memory)


def _counted(
    persons: Mapping[str, User], cookies: Mapping[str, str], secret: str, only: Sequence[str]
) -> tuple[list[Page], dict[str, int]]:
    """The pages, and how many statements each one takes; counted in this process, in the same sessions."""
    with override_settings(STAFF_SECOND_FACTOR=False):
        clients = {name: signed_in_client(cookie) for name, cookie in cookies.items()}
        wanted = [one for one in pages(persons, clients.__getitem__) if not only or one.key in only]
        token = {"Authorization": f"Token {secret}"}
        counts = {one.key: len(statements_of(one, clients[one.persona], token if one.api else {})) for one in wanted}
    return wanted, counts


def _asking(cookies: Mapping[str, str], secret: str) -> Headers:
    def headers(page: Page) -> dict[str, str]:
        return COMPRESSED | {"Authorization": f"Token {secret}"} if page.api else _cookie(cookies[page.persona])

    return headers


def _cookie(value: str) -> dict[str, str]:
    return COMPRESSED | {"Cookie": f"{settings.SESSION_COOKIE_NAME}={value}"}
