"""An account plan in a real browser, from draft to review: written and sent, returned, confirmed, worked on, reviewed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.actions.plan_lines import add_line
from participants.actions.plan_tasks import add_task
from participants.choices import PlanSide
from participants.models import AccountPlan, PlanObjective, PlanReview, PlanRisk, PlanTask
from participants.tests.actions.following_up import load_deadlines
from portal.scoping.today import MARKET_ZONE
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
SHARED, INNER = "Invoices are checked in time", "Their lawyer is slow"


@pytest.fixture
def base(live_server: Any) -> str:
    load_deadlines(datetime.now(UTC))
    return live_server.url


def draft(page: Page, base: str, lantern: SimpleNamespace, manager: User) -> AccountPlan:
    """The account manager opens a plan, into which what is known is gathered; its lines follow by the same actions."""
    page.goto(base + lantern.participant.get_absolute_url())
    page.locator("#plans").get_by_role("link", name="Open a plan").click()
    arrived(page, "Open an account plan")
    page.get_by_label("Title").fill("The year together")
    page.get_by_role("button", name="Open the plan").click()
    arrived(page, "The year together")
    expect(page.locator("#situation")).to_contain_text("Registrations")
    plan = AccountPlan.objects.get()
    who = {"version": plan.versions.get(), "by": manager, "now": datetime.now(UTC)}
    add_line(kind=PlanObjective, title=SHARED, measure="Late inquiries", baseline=4, target=0, **who)
    add_line(kind=PlanRisk, title=INNER, shared=False, **who)
    due = {"due_on": plan.starts_on + timedelta(30)}
    add_task(title="Explain the statements", **due, **who)
    add_task(title="Name a deputy", side=PlanSide.PARTICIPANT, **due, **who)
    page.reload()
    return plan


def test_a_plan_is_agreed_by_both_sides_worked_on_and_reviewed(
    signed: SignIn, base: str, manager: User, member: User, outsider: User, lantern: SimpleNamespace
) -> None:
    desk = signed(manager)
    plan = draft(desk, base, lantern, manager)
    theirs = signed(member)
    theirs.goto(f"{base}/my/plan/")
    expect(theirs.get_by_text("No account plan yet")).to_be_visible()
    send(desk)
    theirs.reload()
    expect(theirs.get_by_text("It waits for your company’s confirmation.")).to_be_visible()
    expect(theirs.get_by_text(SHARED)).to_be_visible()
    expect(theirs.get_by_text(INNER)).to_have_count(0)
    theirs.get_by_role("link", name="Return").click()
    theirs.get_by_label("Reason").fill("We also need a date for the forms.")
    theirs.get_by_role("button", name="Return the plan").click()
    expect(theirs.get_by_text("The plan is being changed.")).to_be_visible()
    desk.goto(base + plan.get_absolute_url())
    expect(desk.locator("#sign-off")).to_contain_text("We also need a date for the forms.")
    send(desk)
    desk.get_by_role("link", name="Sign", exact=True).click()
    desk.get_by_role("button", name="Sign for the operator").click()
    expect(desk.locator("#sign-off")).to_contain_text("may confirm")
    theirs.goto(f"{base}/my/plan/")
    theirs.get_by_role("link", name="Confirm").click()
    theirs.get_by_role("button", name="Confirm the plan").click()
    expect(theirs.get_by_text("Confirmed for your company.")).to_be_visible()
    expect(theirs.locator("h1 + .subheading")).to_contain_text("Agreed")
    theirs.locator("#tasks").get_by_role("link", name="Name a deputy").click()
    arrived(theirs, "Name a deputy")
    theirs.get_by_label("What came of it").fill("Maria stands in")
    theirs.get_by_role("button", name="Done").click()
    expect(theirs.get_by_text("Maria stands in")).to_be_visible()
    review(desk, base, plan)
    theirs.goto(base + PlanReview.objects.get().get_my_url())
    expect(theirs.get_by_text("Monthly calls from now on")).to_be_visible()
    expect(theirs.get_by_text("Send the roster")).to_be_visible()
    expect(theirs.get_by_text("comes with the next version")).to_be_visible()
    expect(theirs.get_by_text(INNER)).to_have_count(0)
    assert PlanTask.objects.filter(title="Send the roster", version__state="draft").exists()
    with theirs.expect_download() as paper:
        theirs.goto(f"{base}/my/plan/")
        theirs.get_by_role("link", name="PDF").click()
    assert paper.value.suggested_filename.startswith("plan-PL-")
    stranger = signed(outsider)
    for row in (PlanReview.objects.get(), PlanTask.objects.first()):
        assert stranger.goto(base + row.get_my_url()).status == 404


def send(desk: Page) -> None:
    desk.get_by_role("link", name="Send for sign-off").click()
    desk.get_by_role("button", name="Send for sign-off").click()
    expect(desk.get_by_text("Sent. The participant's people hear of it.")).to_be_visible()


def review(desk: Page, base: str, plan: AccountPlan) -> None:
    """A meeting of today: a decision, an action item, the minutes, and the brief for it."""
    desk.goto(base + plan.get_absolute_url())
    desk.locator("#reviews").get_by_role("link", name="Plan the next one").click()
    today = datetime.now(MARKET_ZONE).replace(hour=12, minute=0)
    desk.get_by_label("Title").fill("First review")
    desk.get_by_label("Begins").fill(today.strftime("%Y-%m-%dT%H:%M"))
    desk.get_by_role("button", name="Plan the meeting").click()
    arrived(desk, "First review")
    expect(desk.locator("#agenda")).to_contain_text(SHARED)
    expect(desk.locator("#agenda")).to_contain_text(INNER)
    desk.get_by_role("link", name="Add a decision").click()
    desk.get_by_label("What").fill("Monthly calls from now on")
    desk.get_by_role("button", name="Save").click()
    arrived(desk, "First review")
    desk.get_by_role("link", name="Add an action item").click()
    desk.get_by_label("What is to be done").fill("Send the roster")
    desk.get_by_role("radio", name="Participant", exact=True).check()
    desk.get_by_role("button", name="Save").click()
    arrived(desk, "First review")
    with desk.expect_download() as brief:
        desk.get_by_role("link", name="Brief").click()
    assert brief.value.suggested_filename.startswith("brief-")
    desk.get_by_role("link", name="Write the minutes").click()
    desk.get_by_label("Minutes").fill("A good first talk.")
    desk.get_by_role("button", name="Close the meeting").click()
    arrived(desk, "First review")
    expect(desk.locator("#actions")).to_contain_text("In the next draft")
