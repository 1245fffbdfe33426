"""Every page of the portal, seen by each kind of person: wide in light and narrow in dark, by machine rules.

The tours come from the resolver and the access matrix: a new address is visited without a word here, or has to be
named in `tours.py` with what it is instead of a page.
"""

from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser

from accounts.models import User
from portal.outbox.mailbox import FILES
from portal.tests.access.rows import ROWS
from portal.tests.browser import looking, tours
from portal.tests.browser.arrivals import arrivals
from portal.tests.browser.conftest import DEMO
from portal.tests.browser.demo_rows import named_rows
from portal.tests.browser.distinct import client_of, distinct_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

AT_ONCE = 20  # pages; many short tests share the processors better than few long ones
PARTS = [(persona, begin) for persona in tours.VISITORS for begin in range(0, len(tours.tour(persona)), AT_ONCE)]


@pytest.fixture(scope="module")
def named(demo_world: SimpleNamespace, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[dict[str, Any]]:
    """The rows that addresses name. Mails are files, and nobody is asked to confirm a password again."""
    files = {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": tmp_path_factory.mktemp("mail")}
    with django_db_blocker.unblock(), override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=24 * 60 * 60, **files):
        for person, session in demo_world.sessions.items():
            confirm(session, User.objects.get(email=DEMO[person]))
        yield named_rows(timezone.now())


@pytest.fixture(scope="module")
def distinct(
    request: pytest.FixtureRequest, named: dict[str, Any], demo_world: SimpleNamespace, django_db_blocker: Any
) -> set[tuple[str, str]]:
    """Persona and address of the first looks, or of the second ones. No test is under way: none of its locks waits."""
    with django_db_blocker.unblock():
        found = distinct_pages(demo_world.sessions, named, looks=request.param)
    return {one for one, look in found.items() if look == request.param}


@pytest.fixture(scope="module")
def on_the_way_in(named: dict[str, Any], django_db_blocker: Any) -> list[tours.Stop]:
    with django_db_blocker.unblock():
        return list(arrivals())


def confirm(session: str, person: User) -> None:
    """The person has just given the password in this session."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(session)
    store["account_authentication_methods"] = [
        {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
    ]
    store["account_authentication_methods_user"] = str(person.pk)
    store.save()


def test_every_page_is_on_a_tour_and_every_exception_needed() -> None:
    seen = {key for persona in tours.VISITORS for key in tours.tour(persona)} | set(tours.ARRIVALS)
    assert tours.pages() - seen == set()
    assert tours.NO_PAGE.keys() - tours.KNOWN.keys() == set()


def test_the_participants_side_is_seen_by_each_kind_of_its_people() -> None:
    """By machine rules as every page is: whoever is let in to an address under /my/ has it on the own tour."""
    of_theirs = {key for key in tours.pages() if tours.KNOWN[key].route.startswith("my/")}
    for persona in ("member", "org_admin", "agent", "prospect"):
        let_in = {key for key in of_theirs if ROWS[key].words("get")[persona] in tours.LET_IN}
        assert let_in - set(tours.tour(persona)) == set(), persona
    assert len(of_theirs) > 50


def test_every_row_that_addresses_name_is_there(named: dict[str, Any]) -> None:
    assert tours.unnamed(named) == {}, "Name a row of the demo for these in demo_rows.py."


# What a second kind of person sees of an address takes a third of the time, and runs with the large tests; what a third
# one sees is made of parts that the others saw.
@pytest.mark.parametrize("distinct", [1, pytest.param(2, marks=pytest.mark.scale)], indirect=True)
@pytest.mark.parametrize(("persona", "begin"), PARTS)
def test_pages_are_whole(
    persona: str,
    begin: int,
    named: dict[str, Any],
    distinct: set[tuple[str, str]],
    demo_world: SimpleNamespace,
    browser: Browser,
) -> None:
    keys = [key for key in tours.tour(persona)[begin : begin + AT_ONCE] if (persona, key) in distinct]
    if not keys:  # all of these were looked at by somebody before
        return
    stops = [tours.stop(key, named) for key in keys]
    session = demo_world.sessions.get(tours.VISITORS[persona], "")
    assert_whole(stops, session, demo_world.url, browser)


def test_pages_on_the_way_in_are_whole(
    on_the_way_in: list[tours.Stop], demo_world: SimpleNamespace, browser: Browser
) -> None:
    assert {stop.key for stop in on_the_way_in} == set(tours.ARRIVALS)
    assert_whole(on_the_way_in, "", demo_world.url, browser)


def assert_whole(stops: list[tours.Stop], session: str, url: str, browser: Browser) -> None:
    """Somebody visits pages one after the other, in light at the desk's width and dark on a phone; nothing is wrong."""
    with looking.Visit(browser, url, session) as visit:
        faults = [told for stop in stops for told in visit.faults(stop, looking.USUAL)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("persona", tours.VISITORS)
def test_addresses_without_a_page_of_their_own_lead_to_one(
    persona: str, named: dict[str, Any], demo_world: SimpleNamespace
) -> None:
    client = client_of(demo_world.sessions.get(tours.VISITORS[persona], ""))
    for key, target in tours.led_elsewhere(persona):
        came_to = client.get(tours.path_of(key, named)).url.partition("?")[0]
        assert (key, came_to) == (key, tours.path_of(target, named))


def test_what_is_no_page_is_a_part_of_one_or_none(named: dict[str, Any], demo_world: SimpleNamespace) -> None:
    for key in tours.NO_PAGE:
        answer = client_of(demo_world.sessions[reader_of(key)]).get(tours.path_of(key, named))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"<html" not in body, key


def reader_of(key: str) -> str:
    """Somebody whom the matrix lets in: a company's administrator, the supervisor, else the manager."""
    if key.startswith("my-"):
        return "org_admin"
    return "supervisor" if ROWS[key].words("get")["supervisor"] in tours.LET_IN else "manager"
