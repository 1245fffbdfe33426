"""Process improvement across departments (scenario SC-13): from the figure that stands out to the measured effect."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import DepartmentFactory, SpecialistFactory
from issues.models import Improvement
from issues.tests.referral_world import answer_deadlines, desk  # noqa: F401 - fixtures
from participants.tests.checklist_factories import ChecklistItemFactory, ItemRoundFactory
from portal.tests.browser.conftest import arrived
from portal.tests.browser.seasons import At, at, status_of  # noqa: F401 - `at` is a fixture

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


def reviewed(item: Any, returned: int, accepted: int, day: Any) -> None:
    """Evidence for one requirement that a department looked at."""
    number = item.rounds.count()
    for one in range(returned + accepted):
        said = {"outcome": "returned", "comment": "The legal name."} if one < returned else {"outcome": "accepted"}
        ItemRoundFactory(item=item, number=number + one + 1, submitted_at=day, reviewed_at=day, **said)


def press(page: Page, address: str, name: str, heading: str) -> None:
    """One of the moves of an item, up to its page's form."""
    page.goto(address)
    page.get_by_role("link", name=name, exact=True).click()
    arrived(page, heading)


def send(page: Page, name: str, told: str) -> None:
    page.locator("main form").get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(f"Forms come back less often: {told}.")).to_be_visible()


def test_sc_13_a_figure_that_stands_out_is_made_better_by_two_departments(
    signed: SignIn,
    live_server: Any,
    desk: SimpleNamespace,  # noqa: F811
    manager: User,
    outsider: User,
    now: datetime,
    at: At,  # noqa: F811
) -> None:
    at(now)
    base, form = live_server.url, ChecklistItemFactory()
    reviewed(form, 3, 7, now - timedelta(days=20))
    registration = DepartmentFactory(code="REG", name="Registration")
    clerk = SpecialistFactory(name="Rita Registration", department=registration)

    page = signed(manager)
    page.goto(base + reverse("issues:improvement-board"))
    page.get_by_role("link", name="Propose an improvement").click()
    arrived(page, "Propose an improvement")
    page.get_by_role("link", name=form.code).first.click()
    expect(page.get_by_label("Value today or before")).to_have_value("30.0")
    page.get_by_label("What gets better").fill("Forms come back less often")
    page.get_by_label("Problem").fill("The legal name differs from the record.")
    page.get_by_label("Target").fill("10")
    page.get_by_label("Registration", exact=True).check()
    page.get_by_label("Telemetry Support").check()
    page.get_by_label("A goal that these departments share").check()
    page.get_by_role("button", name="Propose", exact=True).click()
    arrived(page, "Forms come back less often")
    item = Improvement.objects.get()
    address = base + item.get_absolute_url()
    page.locator("#issues [name=issue]").fill(desk.issue.ref)
    page.get_by_role("button", name="Link issue").click()
    expect(page.get_by_role("link", name=desk.issue.title)).to_be_visible()

    boss = signed(desk.supervisor)
    press(boss, address, "Accept", "Accept")
    send(boss, "Accept", "Accepted")
    page = signed(manager)
    press(page, address, "Begin", "Begin")
    send(page, "Begin", "Under way")

    for person in (clerk, desk.specialist):
        theirs = signed(person)
        theirs.goto(base + reverse("issues:improvement-board"))
        theirs.get_by_role("link", name="Forms come back less often").click()
        arrived(theirs, "Forms come back less often")
        assert desk.issue.ref not in theirs.content()
        assert desk.issue.participant.name not in theirs.content()
    theirs = signed(clerk)
    theirs.goto(address)
    theirs.get_by_label("What there is to say").fill("The help text shows where the name stands.")
    theirs.get_by_label("It is").select_option("changed")
    theirs.get_by_role("button", name="Save", exact=True).click()
    expect(theirs.get_by_text("The help text shows").first).to_be_visible()

    page = signed(manager)
    press(page, address, "Measure the effect", "Measure the effect")
    send(page, "Measure the effect", "Measuring")
    reviewed(form, 0, 20, now)
    page.goto(address)
    page.get_by_role("button", name="Count it again today").click()
    expect(page.get_by_text("Target reached")).to_be_visible()
    press(page, address, "Close", "Close: Forms come back less often")
    page.get_by_label("What came of it").fill("One in ten is left.")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_text("One in ten is left.")).to_be_visible()
    item.refresh_from_db()
    assert (item.state, item.baseline, item.after) == ("closed", 30, 10)
    assert status_of(signed(outsider), address) == 404
