"""A window of weather declarations: it announces itself, and nothing counts as filed before its number is here."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Department, User
from accounts.tests.factories import SpecialistFactory
from issues.models import Issue
from issues.tests.factories import CategoryFactory
from participants.models import Obligation
from participants.tasks import sweep_obligations
from participants.tests.actions.owing import clock_of, load_obligations, told
from participants.tests.factories import ResourceFactory
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.tests.browser.conftest import BOTH_SCREENS, arrived
from portal.tests.browser.seasons import At, at, mails_to, recorded_of, status_of  # noqa: F401 - `at` is a fixture

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
ANNOUNCED = datetime(2026, 4, 15, 14, 0, tzinfo=UTC)
IN_THE_WINDOW = datetime(2026, 5, 11, 15, 0, tzinfo=UTC)
OVER = datetime(2026, 6, 2, 14, 5, tzinfo=UTC)
NOT_FILED = "said to be filed elsewhere, number missing"


@pytest.fixture
def weather(db: None) -> User:
    department, _ = Department.objects.get_or_create(code="WI", defaults={"name": "Weatherization"})
    return SpecialistFactory(name="Wes Weather", email="weather@iso.example", department=department)


@pytest.fixture
def window(lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, at: At) -> SimpleNamespace:  # noqa: F811
    """15 April: the day itself brings the declarations of Prairie Lantern's two units."""
    ResourceFactory(participant=lantern.participant, registration=lantern.re, code="LANTERN_UNIT2")
    load_obligations(ANNOUNCED)
    at(ANNOUNCED - timedelta(days=1))
    sweep_obligations()
    assert not Obligation.objects.filter(type__code="OB-DOWP-S").exists()
    at(ANNOUNCED)
    sweep_obligations()
    rows = Obligation.objects.filter(type__code="OB-DOWP-S", participant=lantern.participant).order_by("resource__code")
    first, second = rows.select_related("resource", "type", "participant")
    return SimpleNamespace(first=first, second=second)


@BOTH_SCREENS
def test_a_weather_window(
    signed: SignIn,
    live_server: Any,
    window: SimpleNamespace,
    member: User,
    outsider: User,
    manager: User,
    weather: User,
    at: At,  # noqa: F811
) -> None:
    base = live_server.url
    the_window_announces_itself(signed, base, window, member)
    at(IN_THE_WINDOW)
    units_that_do_not_match_are_told_before_filing(signed, base, window, member)
    what_is_said_to_be_filed_stays_not_filed(signed, base, window, member, manager)
    its_number_makes_it_filed(signed, base, window, member)
    a_reviewer_accepts_it(signed, base, window, weather, member)
    nothing_reaches_the_other_company(signed, base, window, outsider)
    at(OVER)
    the_other_unit_is_late(signed, base, window, manager, member)


def the_window_announces_itself(signed: SignIn, base: str, window: SimpleNamespace, member: User) -> None:
    for row, code in ((window.first, "LANTERN_UNIT1"), (window.second, "LANTERN_UNIT2")):
        assert (row.resource.code, row.opens_on, row.due_on) == (code, date(2026, 5, 1), date(2026, 6, 1))
    notices = mails_to(member.email, ANNOUNCED)
    assert sum("OB-DOWP-S" in message.body for message in notices) == 1
    page = signed(member)
    page.goto(f"{base}/my/obligations/?view=coming")
    expect(page.get_by_role("link", name="Summer Declaration")).to_have_count(2)
    expect(page.get_by_text("opens in 16 days").first).to_be_visible()
    page.goto(f"{base}/my/obligations/calendar/?month=2026-05")
    # A table on a desk, an agenda on a phone; an entry leads to what it stands for.
    summer = page.get_by_role("link", name="Summer Declaration of Weather Preparedness")
    expect(summer).to_contain_text("opens")
    page.get_by_role("link", name="Month after").click()
    expect(summer).to_contain_text("2 to file")
    summer.click()
    arrived(page, "Obligations")
    expect(page.get_by_role("link", name="Summer Declaration")).to_have_count(2)
    page.get_by_role("link", name="Summer Declaration").first.click()
    page.wait_for_url(base + window.first.get_my_url())
    expect(page.get_by_text("The window opens on May 1, 2026.")).to_be_visible()
    expect(page.get_by_role("link", name="Record confirmation number")).to_have_count(0)
    page.goto(f"{base}{window.first.get_my_url()}confirm/")
    page.get_by_label("Confirmation number").fill("W-1")
    page.get_by_role("button", name="Record number").click()
    expect(page.get_by_text("nothing can be handed in before")).to_be_visible()


def units_that_do_not_match_are_told_before_filing(
    signed: SignIn, base: str, window: SimpleNamespace, member: User
) -> None:
    """Who holds the certificate is asked beforehand; what does not match becomes an issue of the reviewers."""
    CategoryFactory(code="PO-WEATHER", area="power", name="Weatherization", departments=["WI"], asks=["resource"])
    page = signed(member)
    page.goto(base + window.second.get_my_url())
    before = page.locator("#before-filing")
    expect(before).to_contain_text("the certificate with the manager role")
    expect(before).to_contain_text("lantern contact (user security administrator)")
    expect(before).to_contain_text("LANTERN_UNIT2")
    before.get_by_role("link", name="Its data do not match").click()
    arrived(page, "Ask about Weatherization")
    page.get_by_label("Your question").fill("It has 80 MW since spring, not 50.")
    page.get_by_role("button", name="Send").click()
    arrived(page, "LANTERN_UNIT2: the unit's data do not match")
    assert Issue.objects.get(category__code="PO-WEATHER").resource == window.second.resource


def what_is_said_to_be_filed_stays_not_filed(
    signed: SignIn, base: str, window: SimpleNamespace, member: User, manager: User
) -> None:
    """Neither for the company nor for its manager; the days run on and people are reminded."""
    page = signed(member)
    page.goto(base + window.first.get_my_url())
    expect(page.get_by_text("It is filed in the declaration portal.")).to_be_visible()
    page.get_by_role("link", name="Say so").click()
    page.get_by_role("button", name="It was filed elsewhere").click()
    expect(page.get_by_text("Not filed yet.")).to_be_visible()
    expect(page.get_by_text("21 days left").first).to_be_visible()
    assert clock_of(window.first).state == "running"
    page = signed(manager)
    page.goto(f"{base}/participants/obligations/?view=soon&type=OB-DOWP-S")
    row = page.locator("tbody tr").filter(has_text="LANTERN_UNIT1")
    expect(row).to_contain_text("Not filed")
    expect(row).to_contain_text(NOT_FILED)
    page.goto(base + window.first.participant.get_absolute_url())
    expect(page.locator("#obligations")).to_contain_text(NOT_FILED)
    reminder = clock_of(window.first).steps.order_by("level").first().fire_at
    sweep_deadlines(now=reminder + timedelta(minutes=5))
    assert member.email in told("ahead")


def its_number_makes_it_filed(signed: SignIn, base: str, window: SimpleNamespace, member: User) -> None:
    page = signed(member)
    page.goto(base + window.first.get_my_url())
    page.get_by_role("link", name="Record confirmation number").click()
    page.get_by_role("button", name="Record number").click()
    expect(page.get_by_text("This field is required.")).to_be_visible()
    page.get_by_label("Confirmation number").fill("W26-1042")
    page.get_by_role("button", name="Record number").click()
    expect(page.get_by_text("Recorded: it counts as filed now.")).to_be_visible()
    expect(page.get_by_text("Not filed")).to_have_count(0)
    window.first.refresh_from_db()
    assert (window.first.state, window.first.confirmation_number) == ("submitted", "W26-1042")
    assert clock_of(window.first).outcome == "met"
    steps = ["generated", "claimed", "confirmed"]
    assert [verb for verb in recorded_of(window.first) if verb in steps] == steps


def a_reviewer_accepts_it(signed: SignIn, base: str, window: SimpleNamespace, weather: User, member: User) -> None:
    page = signed(weather)
    page.goto(f"{base}/participants/obligations/review/")
    expect(page.get_by_text("W26-1042")).to_be_visible()
    page.get_by_role("link", name="Summer Declaration").click()
    page.get_by_role("link", name="Accept").click()
    page.get_by_label("Comment for the participant").fill("Declared in time")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Declared in time")).to_be_visible()
    assert told("accepted") == [member.email]


def nothing_reaches_the_other_company(signed: SignIn, base: str, window: SimpleNamespace, outsider: User) -> None:
    page = signed(outsider)
    page.goto(f"{base}/my/obligations/")
    expect(page.get_by_text("LANTERN")).to_have_count(0)
    for row in (window.first, window.second):
        assert status_of(page, base + row.get_my_url()) == 404


def the_other_unit_is_late(signed: SignIn, base: str, window: SimpleNamespace, manager: User, member: User) -> None:
    sweep_deadlines(now=OVER)
    assert {manager.email, member.email} <= set(told("late"))
    page = signed(manager)
    page.goto(base)
    page.get_by_role("link", name="Obligations overdue").click()
    expect(page.locator("tbody tr").filter(has_text="LANTERN_UNIT2")).to_contain_text("Overdue")
    expect(page.get_by_text("LANTERN_UNIT1")).to_have_count(0)
    page.get_by_role("link", name="Summer Declaration").click()
    expect(page.get_by_text("1 day late").first).to_be_visible()
    page.locator("dl.facts a.due").first.click()
    page.wait_for_url(f"**/deadlines/{clock_of(window.second).ref}/")
