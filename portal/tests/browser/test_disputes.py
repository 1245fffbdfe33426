"""A settlement question that becomes a dispute, and a flood of switch holds, by both sides in a real browser."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from issues.actions.dispute_catalog import load_dispute_rules, load_marketrak
from issues.choices import Area
from issues.models import AdrCase, Dispute, Issue, MarkeTrakItem
from issues.tests.factories import CategoryFactory
from participants.tests.actions.following_up import load_deadlines
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.outbox.models import Notification
from portal.tests.browser.conftest import BOTH_SCREENS, arrived
from portal.tests.browser.seasons import At, at, status_of  # noqa: F401 - `at` is a fixture

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
# Tuesday, March 3 is disputed until the 19th by the imported calendar; noon Central on each day.
ASKED, DAY_SEVEN, FILED, RESOLVED = (datetime(2026, 3, day, 18, 0, tzinfo=UTC) for day in (6, 16, 17, 30))
CALENDAR = b"settlement_type,operating_date,version,post_date,dispute_date\nDAM,2026-03-03,1,2026-03-05,2026-03-19\n"
CLOSES = "the window closes on Thursday, March 19, 2026"
TITLE = "DAM charge looks wrong"


def csv(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def press(page: Page, link: str, button: str = "", **fields: str) -> None:
    """Follow a link to a form, fill it in, and send it."""
    page.get_by_role("link", name=link, exact=True).first.click()
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    page.get_by_role("button", name=button or link).click()


@BOTH_SCREENS
def test_a_settlement_question_becomes_a_dispute(
    signed: SignIn,
    live_server: Any,
    manager: User,
    member: User,
    outsider: User,
    lantern: SimpleNamespace,
    at: At,  # noqa: F811
) -> None:
    base = live_server.url
    at(ASKED)
    load_deadlines(ASKED)
    load_dispute_rules(now=ASKED)
    asks = ["operating_day", "settlement_run", "statement_id", "interval"]
    CategoryFactory(code="FS-DISPUTE", area=Area.SETTLEMENT, name="Settlement dispute", asks=asks)
    page = signed(manager)
    page.goto(f"{base}/settlement/import/")
    page.get_by_label("CSV or XML file").set_input_files(csv("calendar.csv", CALENDAR))
    page.get_by_role("button", name="Upload and preview").click()
    page.get_by_role("button", name="Import 1 row").click()
    expect(page.get_by_text("Imported: 1 new rows, 0 replaced.")).to_be_visible()

    page = signed(member)
    page.goto(f"{base}/my/issues/new/FS-DISPUTE/")
    page.get_by_label("In a few words").fill(TITLE)
    page.get_by_label("Your question").fill("The day-ahead charge stands twice on the statement.")
    page.get_by_label("Operating day").fill("2026-03-03")
    page.locator("[name=settlement_run]").select_option("dam")
    expect(page.get_by_text(f"13 days left: {CLOSES}.")).to_be_visible()
    page.get_by_label("Statement ID").fill("DAM-STMT-1")
    page.get_by_label("Interval or hour ending").fill("HE 17")
    page.get_by_role("button", name="Send").click()
    arrived(page, TITLE)
    expect(page.locator("#dispute")).to_contain_text("An inquiry does not stop the clock")
    issue = Issue.objects.get()

    at(DAY_SEVEN)
    sweep_deadlines(now=DAY_SEVEN)
    heard = Notification.objects.filter(kind="issues.disputewindow.ahead").values_list("recipient", flat=True)
    assert set(heard) == {manager.pk, member.pk}
    page = signed(manager)
    page.goto(base + issue.get_absolute_url())
    expect(page.locator("#dispute")).to_contain_text(f"3 days left: {CLOSES}.")
    page.locator("#answer").get_by_label("Answer", exact=True).fill(
        "Settlements still look at it. An inquiry does not stop the clock."
    )
    page.get_by_role("button", name="Send answer").click()

    page = signed(member)
    page.goto(base + issue.get_my_url())
    page.get_by_role("link", name="Make a dispute of it").click()
    arrived(page, "Make a dispute of it")
    expect(page.get_by_label("Statement ID")).to_have_value("DAM-STMT-1")
    expect(page.get_by_label("Time period")).to_have_value("HE 17")
    page.get_by_role("button", name="Write dispute").click()
    expect(page.get_by_text("Not filed until the operator's number is recorded.").first).to_be_visible()
    expect(page.get_by_text("of eleven elements missing: Disputed amount.")).to_be_visible()
    press(page, "Change", "Save", Disputed_amount="1,234.50")
    expect(page.get_by_text("$1,234.50").first).to_be_visible()
    at(FILED)
    page.get_by_role("link", name="Record number").click()
    page.get_by_label("Operator's number").fill("D-2026-0303")
    page.get_by_role("button", name="Record number").click()
    arrived(page, "Dispute D-2026-0303")
    dispute = Dispute.objects.get()

    at(RESOLVED)
    page = signed(manager)
    page.goto(base + dispute.get_absolute_url())
    press(page, "Investigation opened", "Open")
    page.get_by_role("link", name="Close", exact=True).click()
    page.get_by_label("Granted with Exceptions").check()
    page.get_by_label("Reasons").fill("One of two charges is taken back.")
    page.get_by_label("Awarded amount").fill("617.25")
    page.get_by_role("button", name="Close dispute").click()
    expect(page.get_by_text("Closed: Granted with Exceptions").first).to_be_visible()

    page = signed(member)
    page.goto(base + dispute.get_my_url())
    press(page, "Reject resolution", Reason="The other charge is wrong as well.")
    expect(page.get_by_text("Rejected; it is investigated again.")).to_be_visible()

    page = signed(manager)
    page.goto(base + dispute.get_absolute_url())
    page.get_by_role("link", name="Close", exact=True).click()
    page.get_by_label("Denied").check()
    page.get_by_label("Reasons").fill("The other charge is right.")
    page.get_by_role("button", name="Close dispute").click()
    page.get_by_role("link", name="Hand over to ADR").click()
    page.get_by_role("button", name="Hand over to ADR").click()
    expect(page.get_by_text("The written request can be made until")).to_contain_text("May 14, 2026")
    assert AdrCase.objects.get().request_until.isoformat() == "2026-05-14"
    page.goto(base + issue.get_absolute_url())
    expect(page.get_by_text("Involve Legal (LEG)").first).to_be_visible()
    page = signed(outsider)
    assert status_of(page, base + dispute.get_my_url()) == 404


def report(state: str, closed: str = "") -> bytes:
    lines = (f"{100 + n},D2D,Switch Hold Removal,{state},,03/02/2026,{closed}" for n in range(40))
    return b"Issue ID,Issue Type,Sub Type,State,ESI ID,Submit Date,Close Date\n" + "\n".join(lines).encode()


def bring(page: Page, content: bytes) -> None:
    page.get_by_role("link", name="Bring a report").first.click()
    page.get_by_label("CSV file").set_input_files(csv("background_report.csv", content))
    page.get_by_role("button", name="Upload and preview").click()
    page.get_by_role("button", name="Import 40 rows").click()


def test_a_flood_of_switch_holds_is_one_issue(
    signed: SignIn,
    live_server: Any,
    manager: User,
    member: User,
    lantern: SimpleNamespace,
    at: At,  # noqa: F811
) -> None:
    base = live_server.url
    at(ASKED)
    load_marketrak(now=ASKED)
    CategoryFactory(code="RM-D2D", area=Area.RETAIL, name="MarkeTrak day-to-day", asks=["esi_id"])
    page = signed(member)
    page.goto(f"{base}/my/issues/new/RM-D2D/")
    page.get_by_label("In a few words").fill("Switch holds stay")
    page.get_by_label("Your question").fill("Forty switch holds are beyond the benchmark.")
    page.get_by_role("button", name="Send").click()
    arrived(page, "Switch holds stay")
    bring(page, report("In Progress (TDSP)"))
    arrived(page, "MarkeTrak issues")
    group = page.get_by_role("row", name="Switch Hold Removal TDSP")
    expect(group).to_contain_text("0 inside, 40 outside")
    assert MarkeTrakItem.objects.incomplete().count() == 40
    issue = Issue.objects.get()

    page = signed(manager)
    page.goto(f"{base}/marketrak/{issue.ref}/")
    page.get_by_role("link", name="Root cause").click()
    page.get_by_label("Root cause").fill("The wires company's nightly batch stood still.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("nightly batch stood still")).to_be_visible()
    page.goto(f"{base}/issues/{issue.ref}/resolve/")
    page.get_by_label("What came of it").fill("All holds are removed.")
    page.get_by_label("Cause").select_option("third_party")
    page.locator("form .form-actions").get_by_role("button").first.click()
    expect(page.get_by_text("40 MarkeTrak issues of it are not complete yet.")).to_be_visible()
    page.goto(base + issue.get_absolute_url())
    bring(page, report("Complete", "03/06/2026"))
    expect(page.get_by_text("All 40 are complete.")).to_be_visible()
    page.goto(f"{base}/issues/{issue.ref}/resolve/")
    page.get_by_label("What came of it").fill("All holds are removed.")
    page.get_by_label("Cause").select_option("third_party")
    page.locator("form .form-actions").get_by_role("button").first.click()
    arrived(page, "Switch holds stay")
    issue.refresh_from_db()
    assert (issue.state, Issue.objects.count()) == ("resolved", 1)
