"""A holiday is added in a real browser: what would move is listed first, then the dates move by themselves."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.actions.follow_ups import add_follow_up
from portal.calendars.actions.recompute import recompute_run
from portal.calendars.models import Clock, RecomputeRun
from portal.lifecycle import catalogs
from portal.tests.browser.conftest import arrived
from portal.tests.browser.looking import look

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


def test_a_holiday_is_added_and_deadlines_move(
    signed: SignIn, live_server: Any, supervisor: User, manager: User, lantern: SimpleNamespace
) -> None:
    now = timezone.now()
    catalogs.load_all(now=now)
    for number in range(3):
        title = f"Call back {number}"
        add_follow_up(participant=lantern.participant, by=manager, now=now, title=title, in_days=4 + number)
    due = list(Clock.objects.order_by("due_at").values_list("due_at", flat=True))
    page = signed(supervisor)
    page.goto(f"{live_server.url}/calendars/")
    look(page)
    page.get_by_role("link", name="ERCOT Business Day").last.click()
    arrived(page, "ERCOT Business Day")
    look(page)
    card = page.locator("#add-holiday")
    card.get_by_label("Date").fill((due[1] - timedelta(hours=12)).date().isoformat())
    card.get_by_label("Name").fill("Founders' Day")
    card.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("2 clocks move, 0 would become late.")).to_be_visible()
    expect(page.get_by_role("link", name="Call back 1")).to_be_visible()
    assert not RecomputeRun.objects.exists()
    look(page)
    page.get_by_role("button", name="Change it again").click()
    arrived(page, "Change ERCOT Business Day")
    look(page)
    page.get_by_role("button", name="Preview").click()
    page.get_by_label("Why").fill("The board decided.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Waiting for a worker")).to_be_visible()
    recompute_run(run=RecomputeRun.objects.get(), now=timezone.now())
    expect(page.get_by_text(f"{len(due)} looked at, 2 moved")).to_be_visible()
    page.get_by_text("What changed").click()
    expect(page.get_by_text("Founders' Day, closed, unverified", exact=True)).to_be_visible()
    moved = list(Clock.objects.order_by("due_at").values_list("due_at", flat=True))
    assert moved[0] == due[0]
    assert moved[1] > due[1]
    assert moved[2] > due[2]
