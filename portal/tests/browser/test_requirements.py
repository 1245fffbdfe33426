"""A block of requirements is edited, a circle refused with its path, published, and adopted, in a real browser."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.actions.catalog import load_departments
from accounts.models import User
from participants.actions.catalog import load_roles
from participants.models import BlockDraft, BlockVersion, Checklist, VersionDecision
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, settle
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def base(live_server: Any) -> str:
    now = datetime.now(UTC)
    load_departments(now=now)
    load_roles(now=now)
    load_what_is_asked(now)
    return live_server.url


@pytest.fixture
def checklist(base: str, lantern: SimpleNamespace, manager: User) -> Checklist:
    now = datetime.now(UTC)
    checklist = opened(applying(lantern.participant), manager, now)
    settle(checklist, ["COM-01", "COM-02"], manager, now)
    return checklist


def test_a_block_is_edited_a_circle_refused_published_and_adopted(
    signed: SignIn, base: str, checklist: Checklist, supervisor: User, manager: User
) -> None:
    page = signed(supervisor)
    page.goto(f"{base}/participants/requirements/blocks/COM/")
    page.get_by_role("link", name="Edit", exact=True).click()
    _by_keyboard(page)
    _around_in_a_circle(page)
    _publish(page)
    version = BlockVersion.objects.get(block__code="COM", current=True)
    assert version.number == 2
    assert not BlockDraft.objects.exists()
    _adopt(signed(manager), base, checklist)
    assert VersionDecision.objects.get().choice == "adopted"
    assert item(checklist, "COM-02").state == "waiting"
    assert item(checklist, "COM-01").state == "accepted"


def _by_keyboard(page: Page) -> None:
    """Twice down and once up again, without leaving the buttons."""
    down = page.get_by_role("button", name="Move COM-05 down")
    down.focus()
    for place in (6, 7):
        page.keyboard.press("Enter")
        _stands_at(page, place)
        expect(down).to_be_focused()
    expect(page.get_by_text("What changes so far")).to_be_visible()
    for place in (6, 5):
        page.get_by_role("button", name="Move COM-05 up").click()
        _stands_at(page, place)
    expect(page.get_by_text("What changes so far")).to_have_count(0)


def _stands_at(page: Page, place: int) -> None:
    expect(page.locator(f"table.requirements tbody tr:nth-child({place})")).to_contain_text("COM-05")


def _around_in_a_circle(page: Page) -> None:
    page.get_by_role("link", name="DUNS number obtained").click()
    expect(page.get_by_label("Waits for").first).to_be_visible()
    expect(page.get_by_label("Code").first).to_be_hidden()
    page.get_by_label("Waits for").first.select_option(label="An item")
    page.get_by_label("Code").first.fill("COM-03")
    page.get_by_label("Closing evidence").fill("a letter of the agency")
    page.get_by_role("button", name="Save in the draft").click()
    path = page.get_by_text("These wait for one another: COM-02 → COM-03 → COM-02.")
    expect(path).to_be_visible()
    page.get_by_role("link", name="Preview and publish").click()
    expect(page.get_by_label("Why")).to_be_visible()
    expect(path).to_be_visible()
    page.get_by_label("Why").fill("New rules of the agency")
    page.get_by_role("button", name="Publish").click()
    expect(path).to_have_count(2)
    assert BlockVersion.objects.filter(block__code="COM").count() == 1
    page.get_by_role("link", name="Edit again").click()
    page.get_by_role("link", name="DUNS number obtained").click()
    page.get_by_label("Waits for").first.select_option(label="Nothing")
    page.get_by_role("button", name="Save in the draft").click()
    arrived(page, "Edit Common to every role")
    expect(path).to_have_count(0)


def _publish(page: Page) -> None:
    page.get_by_role("link", name="Preview and publish").click()
    changes = page.get_by_role("row", name="COM-02 evidence")
    expect(changes).to_contain_text("DUNS confirmation")
    expect(changes).to_contain_text("a letter of the agency")
    expect(page.get_by_text("Registrations as")).to_be_visible()
    page.get_by_label("Why").fill("New rules of the agency")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 2 of Common to every role is published.")).to_be_visible()
    page.get_by_role("link", name="Who must do what again").first.click()
    expect(page.get_by_text("To be shown again")).to_be_visible()
    expect(page.get_by_text("1 to decide, 0 adopted")).to_be_visible()


def _adopt(page: Page, base: str, checklist: Checklist) -> None:
    page.goto(base)
    page.get_by_role("link", name="Checklists to decide").first.click()
    page.get_by_role("link", name="version 1 or 2").click()
    expect(page.get_by_text("DUNS confirmation → a letter of the agency")).to_be_visible()
    page.get_by_role("button", name="Stay with its version").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.get_by_role("button", name="Adopt it").click()
    expect(page.get_by_text("The checklist follows the new version.")).to_be_visible()
    expect(page.get_by_text("What became of it")).to_be_visible()
    page.goto(f"{base}/participants/requirements/decisions/?whose=all")
    expect(page.get_by_text("Nothing to decide")).to_be_visible()
