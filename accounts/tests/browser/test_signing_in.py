"""Second factors as people meet them, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.authenticator import code_of
from accounts.tests.factories import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def base(live_server: Any) -> str:
    """Passkeys need a name for the host; an address of numbers has none."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about: errors, and everything our policy forbids."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def give_password(page: Page, person: User) -> None:
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def confirm_password(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()


def test_an_authenticator_app_is_set_up_and_asked_for(
    page: Page, base: str, supervisor: User, complaints: list[str]
) -> None:
    page.goto(f"{base}/staff/")
    give_password(page, supervisor)
    expect(page.get_by_text("Your role needs a second factor")).to_be_visible()
    page.get_by_role("link", name="Set up").click()
    confirm_password(page)
    page.get_by_text("No camera?").click()
    secret = page.locator(".secret").inner_text().strip()
    page.get_by_label("Authenticator code").fill(code_of(secret, lasting=15))
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="Done").click()
    expect(page.get_by_text("Sign in once more")).to_be_visible()
    give_password(page, supervisor)
    page.locator("input[name=code]").fill(code_of(secret, lasting=15))
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(lambda url: "/2fa/" not in url)
    page.goto(f"{base}/staff/")
    expect(page.get_by_role("heading", name="Staff")).to_be_visible()
    assert complaints == []


def test_a_passkey_is_added_and_replaces_the_password(
    page: Page, base: str, supervisor: User, complaints: list[str]
) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    abilities = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options | abilities})
    page.goto(f"{base}/staff/")
    give_password(page, supervisor)
    page.get_by_role("link", name="Add").click()
    confirm_password(page)
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("passwordless", exact=False).check()
    page.get_by_role("button", name="Continue in the browser").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{base}/staff/")
    expect(page.get_by_text("Sign in once more")).to_be_visible()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto(f"{base}/staff/")
    expect(page.get_by_role("heading", name="Staff")).to_be_visible()
    assert complaints == []
