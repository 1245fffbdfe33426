"""A new colleague answers on a complex matter: the mentor releases, corrects, and signs off for the topic at last."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.actions.mentorings import start_mentoring
from accounts.actions.topics import load_topics, mark_expertise
from accounts.models import Topic, User
from issues.models import Comment, HeldAnswer
from issues.tests.factories import CategoryFactory, CommentFactory, IssueFactory
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
WRITTEN = "Please send the bid file in the old format."
CORRECTED = "Please send the bid file in the new format."


def test_answers_wait_for_the_mentor_until_the_colleague_is_signed_off(
    signed: SignIn,
    live_server: Any,
    manager: User,
    senior: User,
    supervisor: User,
    lantern: SimpleNamespace,
) -> None:
    now, base = datetime.now(UTC), live_server.url
    load_topics(now=now)
    crr = Topic.objects.get(code="crr")
    start_mentoring(mentor=senior, colleague=manager, by=supervisor, now=now, starts_on=(now - timedelta(9)).date())
    mark_expertise(person=senior, topic=crr, by=supervisor, now=now)
    category = CategoryFactory(code="WM-CRR", name="CRR", complex=True, topic=crr)
    issue = IssueFactory(participant=lantern.participant, owner=manager, category=category, title="Bid file rejected")
    CommentFactory(issue=issue, text="Which format do you need?")

    page = signed(manager)
    page.goto(base + issue.get_absolute_url())
    page.get_by_role("textbox", name="Answer", exact=True).fill(WRITTEN)
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text(f"waits for release by {senior.name}").first).to_be_visible()
    assert not Comment.objects.filter(text=WRITTEN).exists()

    page = signed(senior)
    page.goto(f"{base}/answers/?view=mine")
    page.get_by_role("link", name="Bid file rejected").click()
    arrived(page, "Bid file rejected")
    page.get_by_label("Coaching point").fill("The format changed in spring: see the handbook.")
    page.get_by_role("textbox", name="Answer", exact=True).fill(CORRECTED)
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_text("Released: it leaves in the author's name.")).to_be_visible()
    assert Comment.objects.get(text=CORRECTED).author == manager

    page = signed(manager)
    page.goto(base + HeldAnswer.objects.get().get_absolute_url())
    expect(page.locator("del")).to_have_text("old")
    expect(page.locator("ins")).to_have_text("new")
    expect(page.get_by_text("The format changed in spring")).to_be_visible()

    page = signed(senior)
    page.goto(base + manager.get_absolute_url())
    page.get_by_role("link", name="All topics").click()
    arrived(page, f"Topics of {manager.name}")
    page.get_by_role("button", name="Sign off for CRR").click()
    expect(page.get_by_text("Signed off", exact=True)).to_be_visible()

    page = signed(manager)
    page.goto(base + issue.get_absolute_url())
    page.get_by_role("textbox", name="Answer", exact=True).fill("Thank you, the file is accepted.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("Answered.").first).to_be_visible()
    page.goto(f"{base}/staff/?q=who+knows+CRR%3F")
    expect(page.locator("table tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name=senior.name)).to_be_visible()
