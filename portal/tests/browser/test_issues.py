"""A control-room event (scenario SC-06): told by phone and logged afterwards, an update to each of those affected every
hour, and the report of what stood still; and a question asked and answered without scripts.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from issues.actions.following import add_watcher
from issues.actions.opening import open_issue
from issues.actions.systemic_telling import deliver
from issues.models import Category, GridEvent, Issue
from issues.tasks import sweep_targets
from issues.tests.factories import CategoryFactory
from issues.tests.targeting import policy
from portal.calendars.tests import clockwork
from portal.scoping import wall
from portal.tests.browser.conftest import PATIENCE, arrived, bring, session_of
from portal.tests.browser.seasons import At, at  # noqa: F401 - `at` is a fixture

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
EVENT = "ICCP association did not return"
MORNING = datetime(2026, 4, 8, 14, 0, tzinfo=UTC)  # a Wednesday, nine o'clock
HOUR = timedelta(hours=1)
REASON = "The control room runs from its other site"
UPDATES = ("The other site has taken over.", "All associations are back.")
ICCP = {"code": "PO-TELEMETRY", "area": "power", "name": "Telemetry and ICCP", "asks": ["operating_day", "interval"]}


@pytest.fixture
def base(live_server: Any) -> str:
    CategoryFactory(**ICCP, call_the_desk=True)
    CategoryFactory(asks=["operating_day", "statement_id"])
    clockwork.calendar()
    policy()
    return live_server.url


@pytest.fixture
def unscripted(browser: Any, base: str, member: User) -> Any:
    """The member's browser, with scripts switched off."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    bring(context, base, session_of(member))
    yield context.new_page()
    context.close()


@pytest.fixture
def elsewhere(base: str, mesa: SimpleNamespace, outsider: User) -> Issue:
    """What another company asks of the same event, which is not critical to it."""
    given = {"participant": mesa.participant, "category": Category.objects.get(code="FS-METER"), "severity": 3}
    with wall.inside(outsider.acting_for):
        return open_issue(title="Reads stopped at nine", text="Where are they?", by=outsider, now=MORNING, **given)


def test_an_event_is_called_in_and_logged_and_a_question_needs_no_scripts(
    signed: SignIn, unscripted: Page, base: str, lantern: SimpleNamespace, manager: User, member: User,
    supervisor: User, outsider: User, elsewhere: Issue, at: At, settings: Any,  # noqa: F811
) -> None:  # fmt: skip
    # Nobody waits here for what may still be taken back.
    settings.OUTBOX_UNDO_SECONDS = 0
    at(MORNING)
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
    expect(desk.locator(".draft-note")).to_have_text("Draft kept.")
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

    affected = [Issue.objects.get(title=EVENT), elsewhere]
    add_watcher(issue=affected[0], by=manager, now=MORNING, user=member)
    supervising = signed(supervisor)
    the_targets_stand_still(supervising, base)
    each_hears_every_hour(supervising, base, affected, at)
    each_reads_its_own(mine, base, *affected)
    each_reads_its_own(signed(outsider), base, *reversed(affected))
    the_supervisor_reads_what_stood_still(signed(supervisor), base, affected)
    desk = signed(manager)

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


def the_targets_stand_still(page: Page, base: str) -> None:
    page.goto(base + reverse("issues:grid-event-declare"))
    page.get_by_label("Published reason").fill(REASON)
    page.get_by_role("button", name="Declare").click()
    arrived(page, REASON)
    sweep_targets()


def each_hears_every_hour(page: Page, base: str, affected: list[Issue], at: At) -> None:  # noqa: F811
    """One text becomes an answer in the issue of each company."""
    page.goto(base + reverse("issues:systemic-add"))
    page.get_by_label("What it is called among us").fill("Failover of the control room")
    page.get_by_label("What lies behind it").fill("The association did not return.")
    page.get_by_role("button", name="Open", exact=True).click()
    arrived(page, "Join issues")
    page.get_by_label("Or by reference").fill(", ".join(issue.ref for issue in affected))
    page.get_by_role("button", name="Join", exact=True).click()
    arrived(page, "Failover of the control room")
    for hours, text in enumerate(UPDATES, start=1):
        now = at(MORNING + hours * HOUR)
        page.get_by_role("link", name="Write to all").click()
        arrived(page, "Write to all")
        page.locator("main [name=text]").fill(text)
        page.get_by_role("button", name="Write to all").click()
        arrived(page, "Failover of the control room")
        assert deliver(now=now) == len(affected)
        expect(page.get_by_text("2 of 2 issues written to.")).to_have_count(hours)


def each_reads_its_own(page: Page, base: str, own: Issue, other: Issue) -> None:
    page.goto(base + own.get_my_url())
    for text in UPDATES:
        expect(page.get_by_text(text)).to_be_visible()
    content = page.content()
    assert [word for word in (other.ref, other.title, other.participant.name) if word in content] == []


def the_supervisor_reads_what_stood_still(page: Page, base: str, affected: list[Issue]) -> None:
    """The critical issue ran on, and the other one alone stood still."""
    page.goto(base + GridEvent.objects.get().get_absolute_url())
    page.get_by_role("link", name="End it").click()
    page.get_by_role("button", name="End it now").click()
    arrived(page, REASON)
    sweep_targets()
    page.reload()
    expect(page.get_by_text(re.compile(r"^\d+ clocks? of 1 issue$"))).to_be_visible()
    expect(page.get_by_text("Spared by it")).to_be_visible()
    called_in, elsewhere = affected
    expect(page.get_by_text(elsewhere.ref).first).to_be_visible()
    assert called_in.ref not in page.content()
