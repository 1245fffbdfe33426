"""The bell in a real browser: counts up without reload, is silent when it sinks, and leads to the news."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from portal.outbox.models import Notification

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKED_AT_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"


def tell(person: User, name: str) -> Notification:
    return Notification.objects.create(recipient=person, kind="participants.followup.due", dedupe_key=name)


def test_the_bell_counts_up_without_reload(signed: Callable[[User], Page], live_server: Any, manager: User) -> None:
    tell(manager, "one")
    page = signed(manager)
    page.goto(f"{live_server.url}/staff/")
    bell, told = page.locator("[data-bell]"), page.locator("[data-bell-told]")
    expect(bell).to_have_accessible_name("Notifications, 1 unread")
    expect(page).to_have_title("(1) Staff · Market Participant Portal")
    expect(told).to_be_empty()
    tell(manager, "two")
    page.evaluate(LOOKED_AT_AGAIN)
    expect(bell).to_have_accessible_name("Notifications, 2 unread")
    expect(told).to_have_text("2 unread notifications")
    bell.click()
    latest = page.locator(".bell-latest button")
    expect(latest).to_have_count(2)
    latest.first.click()
    expect(page).to_have_url(f"{live_server.url}/notifications/")
    expect(page.locator("[data-bell]")).to_have_accessible_name("Notifications, 1 unread")
    page.get_by_role("button", name="Mark all read").click()
    expect(page.locator("[data-bell]")).to_have_accessible_name("Notifications")
    expect(page).to_have_title("Notifications · Market Participant Portal")


def test_a_participants_user_has_the_same_bell(signed: Callable[[User], Page], live_server: Any, member: User) -> None:
    tell(member, "one")
    page = signed(member)
    page.goto(f"{live_server.url}/my/")
    expect(page.locator("[data-bell]")).to_have_accessible_name("Notifications, 1 unread")
    page.locator("[data-bell]").click()
    page.get_by_role("link", name="All notifications").click()
    expect(page.get_by_role("heading", name="Notifications", level=1)).to_be_visible()
