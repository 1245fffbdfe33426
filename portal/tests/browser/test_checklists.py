"""A checklist at the desk in a real browser: planned with a preview, reached by keys, reviewed from the queue."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.actions.checklist_items import submit_item
from participants.models import Checklist
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer
from portal.scoping.today import market_day
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def base(live_server: Any) -> str:
    load_what_is_asked(datetime.now(UTC))
    return live_server.url


def test_a_checklist_is_opened_and_planned_with_a_preview(
    signed: SignIn, base: str, manager: User, lantern: SimpleNamespace
) -> None:
    registration = applying(lantern.participant)
    page = signed(manager)
    page.goto(base + registration.get_absolute_url())
    page.get_by_role("link", name="Open checklist").click()
    page.get_by_role("button", name="Open checklist").click()
    expect(page.get_by_text("The checklist is open.")).to_be_visible()
    expect(page.locator(".progress-count")).to_have_text("0 of 15")
    expect(page.get_by_text("Checklist opened")).to_be_visible()
    page.get_by_role("link", name="Plan", exact=True).click()
    soon = market_day(datetime.now(UTC)) + timedelta(3)
    page.get_by_label("All is wanted by").fill(soon.isoformat())
    preview = page.locator("#plan-preview")
    expect(preview).to_contain_text("late already")
    assert Checklist.objects.get().target_on is None
    page.get_by_role("button", name="Save plan").click()
    expect(page.get_by_text("Planned. The deadlines of the items follow.")).to_be_visible()
    assert Checklist.objects.get().target_on == soon
    page.get_by_text("Show as table").click()
    expect(page.get_by_role("columnheader", name="Can begin")).to_be_visible()
    page.locator("table.checklist .due").first.click()
    page.wait_for_url("**/deadlines/*/")


def test_items_are_reached_by_keys(signed: SignIn, base: str, manager: User, lantern: SimpleNamespace) -> None:
    checklist = opened(applying(lantern.participant), manager, datetime.now(UTC))
    page = signed(manager)
    page.goto(base + checklist.get_absolute_url())
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{item(checklist, 'COM-01').get_absolute_url()}")
    page.get_by_label("Note for the staff").fill("Call them first")
    page.get_by_role("button", name="Add staff note").click()
    expect(page.locator(".bubble-internal")).to_contain_text("Call them first")


def test_a_specialist_returns_what_waits_longest(
    signed: SignIn, base: str, manager: User, lantern: SimpleNamespace
) -> None:
    now = datetime.now(UTC)
    checklist = opened(applying(lantern.participant), manager, now)
    sent = submit_item(item=item(checklist, "COM-02"), by=manager, now=now, values={"duns": "555555555"})
    page = signed(reviewer("REG"))
    page.goto(base)
    page.locator("a.tile", has=page.get_by_text("To review", exact=True)).click()
    arrived(page, "Reviews")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{sent.get_absolute_url()}")
    page.get_by_role("button", name="Take up").click()
    expect(page.get_by_text("You have taken up COM-02.")).to_be_visible()
    page.get_by_role("link", name="Return").click()
    page.get_by_label("What is missing").fill("Another company's number")
    page.get_by_role("button", name="Return").click()
    expect(page.locator(".bubble-foot")).to_contain_text("Another company's number")
    sent.refresh_from_db()
    assert sent.state == "returned"
