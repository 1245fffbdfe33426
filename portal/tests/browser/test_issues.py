"""A control-room event: told by phone, logged afterwards; and a question asked and answered without scripts."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from issues.models import Issue
from issues.tests.factories import CategoryFactory
from portal.tests.browser.conftest import PATIENCE, arrived, bring, session_of

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
EVENT = "ICCP association did not return"
ICCP = {"code": "PO-TELEMETRY", "area": "power", "name": "Telemetry and ICCP", "asks": ["operating_day", "interval"]}


@pytest.fixture
def base(live_server: Any) -> str:
    CategoryFactory(**ICCP, call_the_desk=True)
    CategoryFactory(asks=["operating_day", "statement_id"])
    return live_server.url


@pytest.fixture
def unscripted(browser: Any, base: str, member: User) -> Any:
    """The member's browser, with scripts switched off."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    bring(context, base, session_of(member))
    yield context.new_page()
    context.close()


def test_an_event_is_called_in_and_logged_and_a_question_needs_no_scripts(
    signed: SignIn, unscripted: Page, base: str, lantern: SimpleNamespace, manager: User
) -> None:
    mine = unscripted
    mine.goto(f"{base}/my/issues/")
    mine.get_by_role("link", name="Ask something").first.click()
    mine.get_by_role("link", name="Telemetry and ICCP").click()
    expect(mine.get_by_text("Call the desk, do not write")).to_be_visible()

    desk = signed(manager)
    desk.goto(f"{base}{lantern.participant.get_absolute_url()}")
    desk.locator("#issues").get_by_role("link", name="Take down").click()
    arrived(desk, f"Take an issue down for {lantern.participant.name}")
    desk.get_by_label("How it reached us").select_option("desk_log")
    desk.get_by_label("Who asked").select_option(lantern.contact.ref)
    desk.get_by_label("Called back on a number on file").check()
    desk.get_by_label("What you checked").fill("The desk's number on file")
    desk.get_by_label("In a few words").fill(EVENT)
    desk.get_by_label("What was asked").fill("It dropped at 14:05 and came back at 14:52.")
    desk.reload()
    expect(desk.get_by_label("What was asked")).to_have_value("It dropped at 14:05 and came back at 14:52.")
    desk.get_by_label("How it reached us").select_option("desk_log")
    desk.get_by_label("Who asked").select_option(lantern.contact.ref)
    desk.get_by_label("Called back on a number on file").check()
    desk.get_by_label("What you checked").fill("The desk's number on file")
    desk.get_by_label("In a few words").fill(EVENT)
    desk.get_by_label("Category").select_option("PO-TELEMETRY")
    desk.get_by_label("How far it reaches").select_option("market")
    desk.get_by_label("How soon it hurts").select_option("now")
    desk.get_by_role("button", name="Take it down").click()
    arrived(desk, EVENT)
    expect(desk.get_by_text("Critical").first).to_be_visible()
    expect(desk.get_by_text("Logged after a call to the desk", exact=True)).to_be_visible()
    expect(desk.locator("#answer textarea")).to_have_value("")
    desk.locator("#note summary").first.click()
    desk.locator("#note").get_by_label("Internal note").fill("Post-event call on Thursday.")
    desk.get_by_role("button", name="Save note").click()
    expect(desk.get_by_text("Noted, for the staff only.")).to_be_visible()

    mine.goto(f"{base}/my/issues/new/FS-METER/")
    mine.get_by_label("In a few words").fill("Reads of March 3")
    mine.get_by_label("Your question").fill("Which reads were used?")
    mine.get_by_label("Statement ID").fill("ST-778")
    mine.get_by_role("button", name="Send").click()
    arrived(mine, "Reads of March 3")
    asked = Issue.objects.get(statement_id="ST-778")
    desk.goto(base + asked.get_absolute_url())
    desk.locator("#answer textarea").fill("The estimated ones. Do you have raw reads?")
    desk.get_by_label("Then wait for the participant").check()
    desk.get_by_role("button", name="Send answer").click()
    expect(desk.get_by_text("Waiting on participant").first).to_be_visible()
    mine.goto(f"{base}/my/issues/?view=mine")
    mine.get_by_role("link", name="Reads of March 3").click()
    mine.get_by_label("Your reply").fill("Attached.")
    mine.get_by_label("Attach files").set_input_files({"name": "r.txt", "mimeType": "text/plain", "buffer": b"raw\n"})
    mine.get_by_role("button", name="Send").click()
    expect(mine.get_by_text("In progress").first).to_be_visible()
    expect(mine.get_by_role("link", name="r.txt")).to_be_visible()
    desk.goto(f"{base}{asked.get_absolute_url()}resolve/")
    desk.get_by_label("What came of it").fill("The raw reads are used now.")
    desk.get_by_label("Cause").select_option("operator_data")
    desk.get_by_role("button", name="Resolve").click()
    arrived(desk, "Reads of March 3")
    mine.reload()
    mine.get_by_role("link", name="It is solved").click()
    mine.get_by_role("button", name="Yes, it is solved").click()
    expect(mine.get_by_text("Closed. Thank you.")).to_be_visible()
    assert "Post-event call" not in mine.content()
