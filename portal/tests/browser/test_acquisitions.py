"""A group buys a retailer: relationships on one page, duties from the closing day, people and ladder signed by both."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.actions.agencies import grant_agency
from participants.actions.plans import open_plan
from participants.actions.reference_catalogs import CATALOGS
from participants.models import Affiliation, PlanStakeholder, PlanTask
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import ParticipantFactory, RegistrationFactory
from participants.tests.family_factories import AffiliationFactory
from portal.scoping.today import market_day
from portal.tests.browser.conftest import arrived
from portal.tests.browser.seasons import status_of
from portal.tests.browser.test_account_plans import send

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def base(live_server: Any) -> str:
    now = datetime.now(UTC)
    load_deadlines(now)
    next(catalog for catalog in CATALOGS if catalog.name == "plan templates").load(now=now)
    return live_server.url


def relationships(rows: SimpleNamespace) -> str:
    return reverse("participants:participant-relationships", args=[rows.participant.ref])


def test_an_acquisition_is_announced_planned_and_signed_and_nothing_lapses(
    signed: SignIn,
    base: str,
    manager: User,
    member: User,
    outsider: User,
    lantern: SimpleNamespace,
    mesa: SimpleNamespace,
    restricted: SimpleNamespace,
) -> None:
    now = datetime.now(UTC)
    today = market_day(now)
    top = ParticipantFactory(name="Topmost Power")
    AffiliationFactory(participant=lantern.participant, other=top)
    AffiliationFactory(participant=restricted.participant, other=lantern.participant)
    until = {"starts_on": today, "ends_on": today + timedelta(50), "scope": "Settlement"}
    grant_agency(participant=lantern.participant, agent_name="Grid Advisers", by=manager, now=now, **until)
    RegistrationFactory(participant=mesa.participant, status="suspended", short_name="QGAP")
    year = {"starts_on": today, "ends_on": today + timedelta(364)}
    plan = open_plan(participant=lantern.participant, title="The year", owner=manager, by=manager, now=now, **year)

    page = signed(manager)
    page.goto(base + lantern.participant.get_absolute_url())
    page.get_by_role("link", name="Relationships", exact=True).click()
    expect(page.locator("#list")).to_contain_text("Grid Advisers")
    expect(page.locator("#list")).to_contain_text("A restricted participant")
    expect(page.get_by_text(restricted.participant.name)).to_have_count(0)
    expect(page.locator("#picture").get_by_role("link", name="Topmost Power, above it")).to_be_visible()
    page.get_by_role("link", name="Record", exact=True).click()
    arrived(page, "Record an affiliation")
    page.get_by_label("The other company is its").select_option("subsidiary")
    page.get_by_label("A participant").fill(mesa.participant.name)
    page.get_by_label("Share in percent").fill("60")
    page.get_by_label("From", exact=True).fill((today + timedelta(40)).isoformat())
    page.get_by_label("Announced on").fill(today.isoformat())
    page.get_by_label("Known from").select_option("declared")
    page.get_by_role("button", name="Save").click()
    arrived(page, lantern.participant.name)
    expect(page.get_by_role("heading", name=f"Acquires {mesa.participant.name}")).to_be_visible()
    duties = page.locator(".acquisition")
    expect(duties).to_contain_text("15 Business Days before closing")
    expect(duties).to_contain_text("Unverified")
    lapses = page.locator("#lapses")
    expect(lapses).to_contain_text("QGAP")
    expect(lapses).to_contain_text("agency of Grid Advisers ends")

    page.goto(base + relationships(mesa))
    expect(page.get_by_role("heading", name=f"Acquired by {lantern.participant.name}")).to_be_visible()
    expect(page.locator(".acquisition")).to_contain_text("Send the notice of the change of ownership")
    page.goto(base + relationships(lantern))
    page.get_by_role("link", name="Into the plan").click()
    arrived(page, "Duties of the acquisition")
    page.get_by_role("button", name="Take them into the plan").click()
    arrived(page, "The year")
    expect(page.locator("#tasks")).to_contain_text("Re-evaluate the Counter-Party's credit")
    expect(page.locator("#stakeholders")).to_contain_text("spoken to every month")
    expect(page.locator("#ladder")).to_contain_text("Executive sponsor of the acquisition")
    send(page)
    page.get_by_role("link", name="Sign", exact=True).click()
    page.get_by_role("button", name="Sign for the operator").click()
    expect(page.locator("#sign-off")).to_contain_text("may confirm")
    signed(member).goto(f"{base}/my/plan/")
    expect(page.locator("#ladder")).to_contain_text("Step 3")
    expect(page.locator("#tasks")).to_contain_text("Hand in the financial statements")
    page.get_by_role("link", name="Confirm", exact=True).click()
    page.get_by_role("button", name="Confirm the plan").click()
    expect(page.locator("h1 + .subheading")).to_contain_text("Agreed")
    page.goto(f"{base}/my/company/")
    expect(page.locator("#group")).to_contain_text(mesa.participant.name)
    expect(page.get_by_text("Topmost Power")).to_have_count(0)
    agreed = plan.versions.get()
    assert PlanTask.objects.filter(version=agreed, side="participant").count() >= 3
    assert PlanStakeholder.objects.filter(version=agreed, step=3).count() == 2
    row = Affiliation.objects.get(announced_on=today)
    assert (row.participant, row.other) == (mesa.participant, lantern.participant)

    stranger = signed(outsider)
    stranger.goto(f"{base}/my/company/")
    expect(stranger.get_by_text(lantern.participant.name)).to_have_count(0)
    closed = [relationships(lantern), row.get_absolute_url(), f"/api/v1/affiliations/{row.ref}/", agreed.get_my_url()]
    assert [status_of(stranger, base + address) for address in closed] == [404, 404, 404, 404]
