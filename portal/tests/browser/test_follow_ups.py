"""A follow-up from promise to done, and a letter taken back in time, in a real browser and by the keyboard."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.models import FollowUp, Letter
from participants.tests.actions.following_up import clock_of, load_deadlines
from portal.outbox.models import OutboundMessage
from portal.scoping.today import market_day
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def base(live_server: Any) -> str:
    load_deadlines(datetime.now(UTC))
    return live_server.url


def test_a_follow_up_is_promised_explained_postponed_and_done(
    signed: SignIn, base: str, manager: User, lantern: SimpleNamespace
) -> None:
    page = signed(manager)
    page.goto(base + lantern.participant.get_absolute_url())
    page.locator("#follow-ups").get_by_role("link", name="Add").click()
    preview = page.locator("#due-preview")
    expect(preview).to_contain_text("at close of business")
    expect(page.get_by_label("Day", exact=True)).to_be_hidden()
    page.get_by_label("On a day").check()
    expect(page.get_by_label("Business Days from today")).to_be_hidden()
    sunday = market_day(datetime.now(UTC)) + timedelta(14)
    sunday += timedelta(6 - sunday.weekday())
    page.get_by_label("Day", exact=True).fill(sunday.isoformat())
    expect(preview).to_contain_text("(Sunday)")
    page.get_by_label("What is to be done").fill("Call lantern")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added: Call lantern.")).to_be_visible()
    page.locator("#follow-ups").get_by_role("link", name="Call lantern", exact=True).click()
    arrived(page, "Call lantern")
    due = page.locator("dl.facts .due").first
    expect(due).to_contain_text("due")
    due.click()
    page.wait_for_url(f"**/deadlines/{clock_of(FollowUp.objects.get()).ref}/")
    page.go_back()
    page.get_by_role("link", name="Postpone").click()
    page.get_by_label("Reason").fill("They asked for it")
    page.get_by_role("button", name="Postpone").click()
    expect(page.get_by_text("They asked for it")).to_be_visible()
    page.goto(f"{base}/participants/follow-ups/?view=upcoming")
    page.get_by_role("button", name="Done: Call lantern").click()
    expect(page.get_by_text("Done: Call lantern.")).to_be_visible()
    expect(page.get_by_text("Nothing ahead")).to_be_visible()
    assert FollowUp.objects.get().state == "done"


def test_a_letter_is_taken_back_while_the_toast_counts(
    signed: SignIn, base: str, manager: User, lantern: SimpleNamespace
) -> None:
    page = signed(manager)
    page.goto(base + lantern.participant.get_absolute_url())
    page.get_by_role("link", name="Write", exact=True).click()
    page.get_by_label(lantern.contact.name).check()
    page.get_by_label("Text").fill("Dear lantern")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("leaves in")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back: what had not left does not leave.")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    assert OutboundMessage.objects.get(about_ref=Letter.objects.get().ref).state == "undone"
