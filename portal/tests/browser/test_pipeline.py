"""The board in a real browser: a card leads to its company, and its button to the step that moves it."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.tests.actions.checklisting import applying, load_what_is_asked, opened

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


def test_a_card_leads_to_its_company_and_its_button_to_the_next_step(
    signed: SignIn, live_server: Any, manager: User, lantern: SimpleNamespace
) -> None:
    now = datetime.now(UTC)
    load_what_is_asked(now)
    registration = applying(lantern.participant)
    opened(registration, manager, now)
    page = signed(manager)
    page.goto(f"{live_server.url}/participants/pipeline/")
    card = page.locator(".board-card")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("Participant, ")
    card.get_by_role("button", name="Move IMRE of Prairie Lantern Energy").click()
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("Reason").fill("They gave up")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    page.wait_for_url(live_server.url + registration.get_absolute_url())
    expect(page.get_by_text("Withdrawn").first).to_be_visible()
    page.goto(f"{live_server.url}/participants/pipeline/?manager=all")
    expect(page.get_by_text("Nobody is on the way")).to_be_visible()
    applying(lantern.participant)
    page.reload()
    card.get_by_role("link", name="Prairie Lantern Energy").click()
    page.wait_for_url(live_server.url + lantern.participant.get_absolute_url())
