"""From the sign-in page to the company's own provider and back, in a real browser under our strict policy."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.actions.sign_in_connections import cipher
from participants.models import SignInConnection, SignInDomain
from participants.tests.signing_in.provider import CLIENT, SECRET, Provider
from portal.tests.browser.conftest import PATIENCE, arrived, complaints_of

pytestmark = pytest.mark.browser


@pytest.fixture
def provider(settings: Any, live_server: Any) -> Iterator[Provider]:
    running = Provider()
    settings.SIGN_IN_INSIDE_HOSTS, settings.SITE_URL = [running.host], live_server.url
    running.claims = {"email": "analyst@prairielantern.example", "email_verified": True}
    yield running
    running.stop()


@pytest.fixture
def _on(lantern: SimpleNamespace, member: User, supervisor: User, provider: Provider, now: Any) -> None:
    confirmed = {"confirmed_at": now, "confirmed_by": supervisor}
    SignInDomain.objects.create(participant=lantern.participant, domain="prairielantern.example", **confirmed)
    SignInConnection.objects.create(
        participant=lantern.participant, name="Directory", protocol="oidc", state="on", tested_at=now,
        issuer=provider.issuer, client_id=CLIENT, sealed_secret=cipher().encrypt(SECRET.encode()).decode(),
    )  # fmt: skip


@pytest.mark.usefixtures("_on")
def test_somebody_signs_in_at_the_own_provider_and_arrives_where_it_was_meant_to_go(
    page: Page, live_server: Any
) -> None:
    page.set_default_timeout(PATIENCE)
    heard = complaints_of(page)
    page.goto(f"{live_server.url}/my/people/")
    page.get_by_role("link", name="Sign in through your company").click()
    arrived(page, "Sign in through your company")
    page.get_by_label("E-mail").fill("nobody@elsewhere.example")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No company's provider is set up for this address.")).to_be_visible()
    page.get_by_label("E-mail").fill("analyst@prairielantern.example")
    page.keyboard.press("Enter")
    arrived(page, "Provider")
    page.get_by_role("link", name="It is me").click()
    arrived(page, "People")
    assert page.url == f"{live_server.url}/my/people/"
    assert heard == []
