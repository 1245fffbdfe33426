"""A supervisor covers an absent manager for two weeks; the stand-in reads one page, and everything comes back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from issues.tests.factories import IssueFactory
from participants.actions.coverage import check_coverage
from participants.actions.follow_ups import add_follow_up
from participants.actions.hand_over_steps import go_on
from participants.models import Assignment, CoverageGap, HandOver
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import ParticipantFactory, RegistrationFactory
from portal.scoping.today import market_day
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def base(live_server: Any) -> str:
    load_deadlines(datetime.now(UTC))
    return live_server.url


def test_an_absent_manager_is_covered_for_two_weeks_and_nobody_is_left_without_an_owner(
    signed: SignIn, base: str, supervisor: User, manager: User, colleague: User, lantern: SimpleNamespace
) -> None:
    now = datetime.now(UTC)
    today = market_day(now)
    company = lantern.participant
    IssueFactory(participant=company, owner=manager, title="Statement differs")
    add_follow_up(participant=company, title="Call about the flight", in_days=3, by=manager, now=now)
    RegistrationFactory(participant=ParticipantFactory(name="All alone"))
    check_coverage(now=now)

    page = signed(supervisor)
    page.goto(base + manager.get_absolute_url())
    page.get_by_role("link", name="Prepare", exact=True).click()
    arrived(page, f"Hand over from {manager.name}")
    page.get_by_label("Temporary: somebody else is responsible").check()
    page.get_by_label("Who takes over").select_option(colleague.ref)
    page.get_by_label("Until").fill((today + timedelta(13)).isoformat())
    page.get_by_label("What to know of everything").fill("No network in the mountains.")
    page.get_by_role("button", name="Prepare hand-over").click()
    arrived(page, f"{manager.name} to {colleague.name}")
    expect(page.get_by_text("Running", exact=True)).to_be_visible()
    page.get_by_role("link", name=f"Add note on {company.name}").click()
    arrived(page, f"What to know of {company.name}")
    page.get_by_label("What to know").fill("They prefer the phone.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    assert Assignment.objects.get(person=colleague).ends_on == today + timedelta(13)

    page.get_by_role("link", name="Coverage").click()
    arrived(page, "Coverage")
    page.get_by_role("link", name="Assign somebody to All alone").click()
    arrived(page, "Assign someone")
    page.get_by_label("Person").select_option(colleague.ref)
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text(f"{colleague.name} is assigned.")).to_be_visible()
    page.get_by_role("link", name="Coverage").click()
    expect(page.get_by_text("Everybody is looked after")).to_be_visible()
    assert CoverageGap.objects.get().closed_at is not None

    page = signed(colleague)
    page.goto(base + HandOver.objects.get().get_absolute_url())
    for told in (
        "No network in the mountains.",
        "They prefer the phone.",
        "Statement differs",
        "Call about the flight",
    ):
        expect(page.get_by_text(told)).to_be_visible()

    assert go_on(now=now + timedelta(days=15)) == 1
    page = signed(manager)
    page.goto(f"{base}/participants/hand-overs/?view=returned")
    page.get_by_role("link", name=manager.name, exact=True).click()
    arrived(page, f"{manager.name} to {colleague.name}")
    expect(page.get_by_text("Still open", exact=True).first).to_be_visible()
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_text("The hand-over is closed.")).to_be_visible()
    assert list(Assignment.objects.on(today + timedelta(14)).filter(participant=company)) == [
        Assignment.objects.get(person=manager, starts_on=today + timedelta(14))
    ]
