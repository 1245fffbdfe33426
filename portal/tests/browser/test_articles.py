"""An article from the first word to publication, in a real browser: written, read by somebody else, published."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.tests.actions.following_up import load_deadlines
from portal.tests.browser.conftest import arrived
from training.models import Article

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


def test_an_article_is_written_with_a_preview_and_published_by_somebody_else(
    signed: SignIn, live_server: Any, colleague: User, senior: User
) -> None:
    load_deadlines(datetime.now(UTC))
    page = signed(colleague)
    page.goto(f"{live_server.url}/knowledge/add/")
    page.get_by_label("Title").fill("Weather readiness")
    page.get_by_label("Summary").fill("What to file, and when")
    page.get_by_label("Text").fill("## Before June\n\nFile **early**.")
    preview = page.get_by_role("region", name="Preview")
    expect(preview.get_by_role("heading", name="Before June")).to_be_visible()
    expect(preview.locator("strong")).to_have_text("early")
    page.get_by_role("button", name="Save draft").click()
    arrived(page, "Weather readiness")
    page.get_by_role("link", name="Edit draft").click()
    arrived(page, "Edit Weather readiness")
    page.get_by_role("button", name="Save and send to review").click()
    expect(page.get_by_text("Sent to review.")).to_be_visible()
    expect(page.get_by_role("link", name="Review", exact=True)).to_have_count(0)

    page = signed(senior)
    page.goto(live_server.url + Article.objects.get().get_absolute_url())
    page.get_by_role("link", name="Review", exact=True).click()
    arrived(page, "Review Weather readiness")
    expect(page.get_by_label("Publish at", exact=True)).to_be_hidden()
    page.get_by_label("Return it to its writers").check()
    expect(page.get_by_label("What is to be mended")).to_be_visible()
    expect(page.get_by_label("Next review date")).to_be_hidden()
    page.get_by_label("Publish it now").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Published.", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="What people read")).to_be_visible()
