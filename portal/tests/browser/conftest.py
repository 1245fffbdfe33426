"""A server with the demo world in it, and browsers signed in as the people of that world."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, Final

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from portal.lifecycle import catalogs, demo
from portal.tests.browser.keyboard import Keyboards

DEMO = {
    "supervisor": "supervisor@iso.example",
    "senior": "senior@iso.example",
    "manager": "manager@iso.example",
    "manager2": "manager2@iso.example",
    "specialist": "specialist@iso.example",
    "training": "training@iso.example",
    "auditor": "auditor@iso.example",
    "org_admin": "admin@prairielantern.example",
    "analyst": "analyst@prairielantern.example",
    "agent": "agent@gridadvisers.example",
    "prospect": "prospect@newcomer.example",
}
PATIENCE = 45_000  # milliseconds; only a stuck page waits that long, also on a busy machine
expect.set_options(timeout=PATIENCE)
WIDE: Final = ViewportSize(width=1440, height=900)
PHONE: Final = ViewportSize(width=390, height=844)
# A scenario of the participants' side runs on both, and by keyboard alone: the operator's people sit at a desk anyway.
# Only the first with every change; each of the others is walked by one scenario or another then.
BOTH_SCREENS: Final = pytest.mark.parametrize(
    "screen",
    [
        pytest.param("desk", id="desk"),
        pytest.param("phone", id="phone", marks=pytest.mark.scale),
        pytest.param("keyboard", id="keyboard", marks=pytest.mark.scale),
    ],
    indirect=True,
)
# Turns what the policy forbids into something the console tells.
WATCH = """document.addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`))"""


@pytest.fixture(scope="module")
def demo_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The demo, committed once for a module, served, with a session for each of its people.

    Tests of such a module read only and carry the mark `django_db`, so that there is a test database at all.
    """
    with django_db_blocker.unblock(), override_settings(STAFF_SECOND_FACTOR=False, ALLOWED_HOSTS=["*"]):
        now = timezone.now()
        catalogs.load_all(now=now)
        demo.load(now=now)
        sessions = {key: session_of(User.objects.get(email=email)) for key, email in DEMO.items()}
        server = LiveServer("localhost")
        try:
            yield SimpleNamespace(url=server.url, sessions=sessions)
        finally:
            server.stop()
            # Keys go on counting, as between other tests: a process remembers calendars by the key of their version.
            call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


def session_of(person: User) -> str:
    """The key of a session as signing in would begin it."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def bring(context: BrowserContext, url: str, session: str) -> None:
    """Give a browser somebody's session."""
    context.clear_cookies()
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


def arrived(page: Page, heading: str) -> None:
    """Wait for the page that a click leads to.

    A click does not wait for it, so what is read, pressed or opened right after belongs to the page that is left, or
    to none. Whoever goes on otherwise than by a locator that only the new page has, says first where they came to.
    """
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    page.wait_for_load_state()


# htmx says these of a request that was under way when the page was left; a request that fails says more.
LEFT: Final = ("htmx:afterRequest", "htmx:sendAbort")
# A form that is refused answers so; what it says stands on the page.
REFUSED: Final = "Failed to load resource: the server responded with a status of 422"


def complaints_of(page: Page) -> list[str]:
    """What the browser complains about from now on: errors, and everything our policy forbids."""
    heard: list[str] = []

    def listen(told: ConsoleMessage) -> None:
        if told.type in ("error", "warning") and not told.text.startswith((*LEFT, REFUSED)):
            heard.append(told.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> str:
    """What participants' users sit at: a desk, a phone, or a phone with keys and nothing to point with."""
    return getattr(request, "param", "")


@pytest.fixture
def signed(
    page: Page, live_server: Any, settings: Any, screen: str, monkeypatch: pytest.MonkeyPatch
) -> Callable[[User], Page]:
    """The page in a browser signed in as somebody; fails at the end if the browser complained."""
    settings.STAFF_SECOND_FACTOR = False
    page.add_init_script(WATCH)
    page.set_default_timeout(PATIENCE)
    heard = complaints_of(page)
    keyboards = Keyboards(monkeypatch) if screen == "keyboard" else None

    def sign_in(person: User) -> Page:
        # Whatever the page of somebody else still asks for is left behind with it.
        page.goto("about:blank")
        if screen:
            page.set_viewport_size(WIDE if person.is_staff or screen == "desk" else PHONE)
        if keyboards is not None:
            keyboards.take_mouse(page, taken=not person.is_staff)
        bring(page.context, live_server.url, session_of(person))
        return page

    yield sign_in
    assert heard == []
