"""What was said is written down from wherever one is, and an invitation is answered from its mail, in a browser."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.invitation_links import token_of
from participants.models import FollowUp, Interaction, Meeting
from participants.tests.actions.following_up import load_deadlines
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser


def test_a_call_takes_one_key_a_name_and_a_few_words(
    signed: Callable[[User], Page], live_server: Any, manager: User, lantern: SimpleNamespace
) -> None:
    load_deadlines(datetime.now(UTC))
    base, company = live_server.url, lantern.participant
    page = signed(manager)
    page.goto(base + company.get_absolute_url())
    page.keyboard.press("l")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("With")).to_be_focused()
    page.keyboard.type("lantern")
    dialog.get_by_label("Summary").fill("Wants to add a role")
    dialog.get_by_text("And then: a follow-up").click()
    dialog.get_by_label("What is to be done").fill("Send the checklist")
    dialog.get_by_role("button", name="Write down").click()
    expect(page.get_by_text("Written down:")).to_be_visible()
    arrived(page, company.name)
    row = Interaction.objects.get()
    assert (row.follow_up, list(row.people.values_list("name", flat=True))) == (
        FollowUp.objects.get(),
        [lantern.contact.name, manager.name],
    )
    expect(page.get_by_text(f"We: {manager.name} · Call")).to_be_visible()

    # A meeting is planned, and answered by the link of the mail, without signing in.
    page.get_by_role("link", name="Meet", exact=True).click()
    arrived(page, "Plan a meeting")
    page.get_by_label("Title").fill("Review")
    page.get_by_label("Invite").fill("lantern")
    page.get_by_role("button", name="Invite").click()
    arrived(page, "Review")
    guest = Meeting.objects.get().guests.get(contact=lantern.contact)
    page.context.clear_cookies()
    page.goto(f"{base}/invitation/{token_of(guest)}/")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Your answer is with the organizer")).to_be_visible()
    guest.refresh_from_db()
    assert guest.answer == "accepted"
