"""The participant's side on a phone by keyboard alone, without scripts, and after the session has ended."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import FilePayload, Page, expect

from accounts.models import User
from issues.actions.dispute_catalog import load_dispute_rules
from issues.choices import Area
from issues.models import Dispute, Issue
from issues.tests.factories import CategoryFactory, IssueFactory
from participants.tests.checklist_factories import ChecklistFactory, ChecklistItemFactory
from portal.calendars.tests import clockwork
from portal.tests.browser.conftest import PATIENCE, arrived, bring, session_of
from portal.tests.browser.keyboard import enter, to
from portal.tests.browser.looking import NARROW, look

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def base(live_server: Any, lantern: SimpleNamespace, org_admin: User) -> str:
    clockwork.calendar("ercot-business")
    category = CategoryFactory(asks=["operating_day", "statement_id"])
    company = {"participant": lantern.participant, "reporter": org_admin, "category": category}
    IssueFactory(**company, title="Charge of March 3", state="waiting", awaiting_since=None)
    item = ChecklistItemFactory(checklist=ChecklistFactory(registration=lantern.qse), state="waiting")
    item.requirement.title = "Emergency plan"
    item.requirement.save()
    return live_server.url


@pytest.fixture
def unscripted(browser: Any, base: str, org_admin: User) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": NARROW[0], "height": NARROW[1]})
    context.set_default_timeout(PATIENCE)
    bring(context, base, session_of(org_admin))
    yield context.new_page()
    context.close()


def text_file(name: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": b"Who calls whom\n"}


def test_the_own_part_is_done_by_keyboard_on_a_phone(signed: SignIn, base: str, org_admin: User) -> None:
    page = signed(org_admin)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page.goto(f"{base}/my/")
    expect(page.get_by_role("heading", name="2 things we need from you")).to_be_visible()
    enter(page, "Skip to")
    assert page.evaluate("document.activeElement.id") == "main"
    enter(page, "Charge of March 3")
    arrived(page, "Charge of March 3")
    to(page, "Your reply")
    page.keyboard.type("The raw reads are attached to the first message.")
    enter(page, "Send")
    expect(page.get_by_text("In progress").first).to_be_visible()
    page.goto(f"{base}/my/turn/")
    look(page)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    expect(page.get_by_role("link", name="Emergency plan")).to_be_visible()
    expect(page.get_by_role("link", name="Charge of March 3")).to_have_count(0)
    page.goto(f"{base}/my/issues/")
    enter(page, "Ask something")
    arrived(page, "What is it about?")
    category = Issue.objects.get().category.name
    enter(page, category)
    arrived(page, f"Ask about {category}")
    to(page, "In a few words")
    page.keyboard.type("Reads of March 4")
    to(page, "Your question")
    page.keyboard.type("Which reads were used?")
    enter(page, "Send")
    arrived(page, "Reads of March 4")


def test_uploading_answering_and_asking_need_no_scripts(unscripted: Page, base: str) -> None:
    unscripted.goto(f"{base}/my/")
    unscripted.get_by_role("link", name="Emergency plan").click()
    arrived(unscripted, "Emergency plan")
    unscripted.locator("input[type=file]").first.set_input_files(text_file("plan.txt"))
    unscripted.get_by_role("button", name="Send").click()
    expect(unscripted.get_by_text("plan.txt").first).to_be_visible()
    unscripted.goto(f"{base}/my/")
    expect(unscripted.get_by_role("heading", name="1 thing we need from you")).to_be_visible()
    unscripted.locator("#your-turn").get_by_role("link", name="Charge of March 3").click()
    arrived(unscripted, "Charge of March 3")
    unscripted.get_by_label("Your reply").fill("The raw reads are attached.")
    unscripted.get_by_role("button", name="Send").click()
    expect(unscripted.get_by_text("In progress").first).to_be_visible()
    category = Issue.objects.get().category
    unscripted.goto(f"{base}/my/issues/new/{category.code}/")
    unscripted.get_by_label("In a few words").fill("Reads of March 6")
    unscripted.get_by_label("Your question").fill("Which reads were used?")
    unscripted.get_by_label("Attach files").set_input_files(text_file("reads.txt"))
    unscripted.get_by_role("button", name="Send").click()
    arrived(unscripted, "Reads of March 6")
    expect(unscripted.get_by_role("link", name="reads.txt")).to_be_visible()
    unscripted.goto(f"{base}/my/switch/")
    expect(unscripted.get_by_role("button", name="Prairie Lantern Energy")).to_be_visible()


def test_a_dispute_is_written_and_kept_without_scripts(unscripted: Page, base: str) -> None:
    """A form with eleven elements: refused with what is wrong beside its field, then kept with its file."""
    CategoryFactory(code="FS-DISPUTE", area=Area.SETTLEMENT, name="Settlement dispute", asks=["operating_day"])
    load_dispute_rules(now=timezone.now())
    unscripted.goto(f"{base}/my/issues/new/FS-DISPUTE/")
    unscripted.get_by_label("In a few words").fill("Charge stands twice")
    unscripted.get_by_label("Your question").fill("The day-ahead charge stands twice.")
    unscripted.get_by_label("Operating day").fill("2026-03-03")
    unscripted.get_by_role("button", name="Send").click()
    arrived(unscripted, "Charge stands twice")
    unscripted.get_by_role("link", name="Make a dispute of it").click()
    arrived(unscripted, "Make a dispute of it")
    unscripted.get_by_label("Disputed amount").fill("much")
    unscripted.get_by_label("Attachments").set_input_files(text_file("statement.txt"))
    unscripted.get_by_role("button", name="Write dispute").click()
    expect(unscripted.get_by_text("Enter a number.")).to_be_visible()
    assert not Dispute.objects.exists()
    unscripted.get_by_label("Disputed amount").fill("1234.50")
    unscripted.get_by_label("Attachments").set_input_files(text_file("statement.txt"))
    unscripted.get_by_role("button", name="Write dispute").click()
    expect(unscripted.get_by_text("Not filed until the operator's number is recorded.").first).to_be_visible()
    expect(unscripted.get_by_text("$1,234.50").first).to_be_visible()
    expect(unscripted.get_by_role("link", name="statement.txt")).to_be_visible()
    unscripted.get_by_role("link", name="Record number").click()
    unscripted.get_by_label("Operator's number").fill("D-2026-0303")
    unscripted.get_by_role("button", name="Record number").click()
    arrived(unscripted, "Dispute D-2026-0303")


def test_a_session_that_ended_costs_no_word(browser: Any, base: str, org_admin: User) -> None:
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    bring(context, base, session_of(org_admin))
    page = context.new_page()
    address = f"{base}/my/issues/new/{Issue.objects.get().category.code}/"
    page.goto(address)
    page.get_by_label("In a few words").fill("Reads of March 5")
    page.get_by_label("Your question").fill("Which reads")
    expect(page.locator(".draft-note")).to_have_text("Draft kept.")
    Session.objects.all().delete()
    page.get_by_label("Your question").fill("Which reads were used?")
    expect(page.locator(".draft-note")).to_contain_text("you are signed out")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".draft-note")).to_contain_text("nothing was sent")
    # Signed in again: a page opened anew brings back what was kept, and the old one sends all of it.
    bring(context, base, session_of(org_admin))
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_label("Your question")).to_have_value("Which reads")
    again.close(run_before_unload=False)
    page.get_by_role("button", name="Send").click()
    arrived(page, "Reads of March 5")
    expect(page.get_by_text("Which reads were used?")).to_be_visible()
    context.close()
