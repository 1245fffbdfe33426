"""Two participants ask about one section: the second answer says how it stands to the first, and a senior judges it."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.choices import Level
from accounts.models import User
from accounts.tests.factories import StaffFactory
from issues.actions.conversation import answer_issue
from issues.models import Guidance, GuidanceReview
from issues.rules.guidance import Said
from issues.tests.factories import IssueFactory
from issues.tests.referral_world import answer_deadlines, desk  # noqa: F401 - fixtures
from participants.models import FollowUp
from portal.tests.browser.conftest import arrived
from portal.tests.browser.seasons import At, at  # noqa: F401 - `at` is a fixture
from training.rules.citations import Cited

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


def test_the_second_answer_on_a_section_sees_the_first_and_says_why_it_differs(
    signed: SignIn,
    live_server: Any,
    desk: SimpleNamespace,  # noqa: F811
    manager: User,
    now: datetime,
    at: At,  # noqa: F811
) -> None:
    at(now)
    base, said = live_server.url, [Said(Cited("NP", "16.12"))]
    first = "Prairie Lantern Energy, under section 16.12 you file two forms."
    answer_issue(issue=desk.issue, by=manager, now=now, text=first, guidance=said)
    second = IssueFactory(owner=desk.supervisor, title="How many forms do we file?")
    page = signed(desk.supervisor)
    page.goto(base + second.get_absolute_url())
    page.locator("#answer [name=text]").fill("Section 16.12.1 asks for one form.")
    mark = page.get_by_label("Your answer on 16.12.1")
    expect(mark).to_be_visible()
    expect(page.locator("#guidance-lines blockquote")).to_contain_text("[the participant], under section 16.12")
    page.get_by_role("button", name="Send answer").click()
    arrived(page, "Answer")
    expect(page.get_by_text("Your text names 16.12.1, and guidance on 16.12 was given")).to_be_visible()
    assert not second.comments.exists()

    page.get_by_label("Your answer on 16.12.1").select_option("differs")
    page.get_by_label("Why it differs").fill("It is a load serving entity.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("Answered.").first).to_be_visible()
    review = GuidanceReview.objects.get()
    assert review.guidance.because == "It is a load serving entity."

    page = signed(StaffFactory(name="Ruth Senior", level=Level.SENIOR))
    page.goto(base + reverse("issues:guidance-reviews"))
    page.get_by_role("link", name="16.12.1").click()
    arrived(page, "Guidance on 16.12.1")
    page.get_by_role("link", name="Judge it").click()
    arrived(page, "Judge the answers on 16.12.1")
    page.get_by_label("The earlier one is to be corrected").check()
    page.get_by_label("Reason").fill("The table was rewritten in May.")
    page.get_by_role("button", name="Settle").click()
    expect(page.get_by_text("Settled: The earlier one is to be corrected.")).to_be_visible()
    task = FollowUp.objects.get()
    assert (task.participant, task.title) == (desk.issue.participant, "Correct what was said on 16.12")
    page.goto(f"{base}{reverse('issues:guidance-list')}?q=16.12")
    expect(page.locator("table").first.locator("tbody tr")).to_have_count(2)
    assert Guidance.objects.filter(ended="corrected").count() == 1
