"""The list of the day by the keyboard: from line to line, why it stands there, snoozed and back."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.models import Snooze
from participants.tests.factories import FollowUpFactory
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser


def test_a_manager_goes_through_the_day_by_the_keyboard(
    signed: Callable[[User], Page], live_server: Any, manager: User, lantern: SimpleNamespace
) -> None:
    for title, day in (("Overdue call", date(2020, 1, 6)), ("Far away", date(2099, 1, 5))):
        FollowUpFactory(participant=lantern.participant, responsible=manager, title=title, due_on=day)
    page = signed(manager)
    page.goto(live_server.url)
    expect(page.locator("#today").get_by_role("link", name="Overdue call")).to_be_visible()
    expect(page.locator(".nav-count")).to_have_text("1")
    page.locator("#today").get_by_role("link", name="See all").click()
    arrived(page, "My participants today")
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_contain_text("Snooze (the row)")
    page.keyboard.press("Escape")
    page.get_by_text("day overdue").or_(page.get_by_text("days overdue")).first.click()
    expect(page.get_by_text("Points in all").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Overdue call", exact=True).focus()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    arrived(page, "Overdue call")
    page.go_back()
    page.get_by_role("link", name="Far away", exact=True).focus()
    page.keyboard.press("z")
    arrived(page, "Snooze: Far away")
    page.keyboard.type("They come back in spring")
    page.keyboard.press("Enter")
    arrived(page, "My participants today")
    expect(page.get_by_role("link", name="Far away", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Snoozed").click()
    expect(page.get_by_text("They come back in spring")).to_be_visible()
    page.get_by_role("button", name="Back in the list: Far away").click()
    expect(page.get_by_text("Back in the list: Far away.")).to_be_visible()
    expect(page.get_by_text("Nothing rests")).to_be_visible()
    assert not Snooze.objects.exists()
