"""An account plan in a real browser, from draft to review: sent, returned, confirmed, worked on, reviewed."""

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
from portal.tests.browser.seasons import status_of

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
    page = signed(manager)
    plan = draft(page, base, lantern, manager)
    send(page)
    signed(member).goto(f"{base}/my/plan/")
    expect(page.get_by_text("It waits for your company’s confirmation.")).to_be_visible()
    expect(page.get_by_text(SHARED).first).to_be_visible()
    expect(page.get_by_text(INNER)).to_have_count(0)
    page.get_by_role("link", name="Return", exact=True).click()
    page.get_by_label("Reason").fill("We also need a date for the forms.")
    page.get_by_role("button", name="Return the plan").click()
    expect(page.get_by_text("The plan is being changed.")).to_be_visible()
    signed(manager).goto(base + plan.get_absolute_url())
    expect(page.locator("#sign-off")).to_contain_text("We also need a date for the forms.")
    send(page)
    page.get_by_role("link", name="Sign", exact=True).click()
    page.get_by_role("button", name="Sign for the operator").click()
    expect(page.locator("#sign-off")).to_contain_text("may confirm")
    signed(member).goto(f"{base}/my/plan/")
    page.get_by_role("link", name="Confirm", exact=True).click()
    page.get_by_role("button", name="Confirm the plan").click()
    expect(page.get_by_text("Confirmed for your company.")).to_be_visible()
    expect(page.locator("h1 + .subheading")).to_contain_text("Agreed")
    page.locator("#tasks").get_by_role("link", name="Name a deputy").click()
    arrived(page, "Name a deputy")
    page.get_by_label("What came of it").fill("Maria stands in")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Done: Name a deputy.")).to_be_visible()
    review(signed(manager), base, plan)
    meeting = PlanReview.objects.get()
    signed(member).goto(base + meeting.get_my_url())
    for text in ("Monthly calls from now on", "Send the roster", "comes with the next version", "A good first talk."):
        expect(page.get_by_text(text)).to_be_visible()
    expect(page.get_by_text(INNER)).to_have_count(0)
    assert PlanTask.objects.filter(title="Send the roster", version__state="draft").exists()
    page.goto(f"{base}/my/plan/")
    with page.expect_download() as paper:
        page.get_by_role("link", name="PDF").click()
    assert paper.value.suggested_filename.startswith("plan-PL-")
    task = PlanTask.objects.get(title="Name a deputy", version__state="agreed")
    assert (task.state, task.outcome) == ("done", "Maria stands in")
    stranger = signed(outsider)
    assert [status_of(stranger, base + row.get_my_url()) for row in (meeting, task, task.version)] == [404, 404, 404]


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
    desk.get_by_role("textbox", name="What").fill("Monthly calls from now on")
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
