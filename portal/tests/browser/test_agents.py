"""An agent with three principals (scenario SC-16), with a mouse on a desk and by keyboard alone on a phone."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.actions.tokens import issue_token
from accounts.models import ApiToken, User
from issues.tests.factories import IssueFactory
from participants.actions.data_exports import prepare_waiting
from participants.models import Agency
from participants.tests.factories import AgentMembershipFactory, ParticipantFactory, RegistrationFactory
from portal.audit.models import AuditEvent
from portal.tests.browser.conftest import PHONE, WIDE, arrived, bring, session_of
from portal.tests.browser.keyboard import enter, to

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def base(live_server: Any, lantern: SimpleNamespace, mesa: SimpleNamespace, agent: User) -> str:
    """Three principals; of two the agent raised an issue, and holds a token for each of them."""
    cedar = RegistrationFactory(participant=ParticipantFactory(name="Tall Cedar Wind")).participant
    AgentMembershipFactory(user=agent, participant=cedar)
    IssueFactory(participant=lantern.participant, reporter=agent, title="Invoice of the lantern")
    IssueFactory(participant=mesa.participant, reporter=agent, title="Invoice of the mesa")
    for membership in agent.memberships.all():
        terms = {"name": "statements", "scope": "read", "days": 9, "membership_ref": membership.ref}
        issue_token(user=agent, by=agent, now=datetime.now(UTC), **terms)
    return live_server.url


def press(page: Page, words: str, *, keyboard: bool) -> None:
    """A button or link of the page, by mouse or reached by the tabulator."""
    if keyboard:
        enter(page, words)
        return
    page.locator("main").get_by_role("button", name=words).or_(
        page.locator("main").get_by_role("link", name=words)
    ).click()


def act_for(page: Page, base: str, name: str, *, keyboard: bool) -> None:
    page.goto(f"{base}/my/switch/")
    press(page, name, keyboard=keyboard)
    page.wait_for_url(f"{base}/my/")
    expect(page.get_by_title(f"Acting for {name}")).to_be_visible()


def found(page: Page, base: str, words: str) -> str:
    """What a search says, typed into its field."""
    page.goto(f"{base}/search/?q={words}")
    return page.locator("main").inner_text()


def taken_along(page: Page, base: str, *, keyboard: bool) -> dict[str, Any]:
    """A copy of the data that the person reads at the company acted for, asked for, prepared and downloaded."""
    page.goto(f"{base}/my/data/")
    press(page, "JSON", keyboard=keyboard)
    expect(page.get_by_text("Being prepared", exact=True)).to_be_visible()
    assert prepare_waiting(now=datetime.now(UTC)) == 1
    page.reload()
    with page.expect_download() as told:
        press(page, "Download", keyboard=keyboard)
    return json.loads(told.value.path().read_text())


@pytest.mark.parametrize("keyboard", [False, True], ids=["wide by mouse", "phone by keyboard"])
def test_sc_16_one_sign_in_three_principals_one_at_a_time(
    signed: SignIn, base: str, agent: User, outsider: User, mesa: SimpleNamespace, keyboard: bool
) -> None:
    page = signed(agent)
    page.set_viewport_size(PHONE if keyboard else WIDE)
    act_for(page, base, "Prairie Lantern Energy", keyboard=keyboard)
    text = found(page, base, "Invoice")
    assert "Invoice of the lantern" in text
    assert "mesa" not in text.lower()
    copy = taken_along(page, base, keyboard=keyboard)
    assert [one["title"] for one in copy["data"]["issues"]] == ["Invoice of the lantern"]
    assert "mesa" not in json.dumps(copy).lower()
    assert "Tall Cedar" not in json.dumps(copy)

    # The principal withdraws the agency while the agent works for it.
    act_for(page, base, "Blue Mesa Trading", keyboard=keyboard)
    page.goto(f"{base}/my/issues/")
    page.get_by_role("link", name="Invoice of the mesa").click()
    arrived(page, "Invoice of the mesa")
    issue = page.url
    say(page, "The statement is of March 3.", keyboard=keyboard)
    principal = page.context.browser.new_page(viewport=PHONE if keyboard else WIDE)
    withdraw(principal, base, outsider, keyboard=keyboard)
    assert page.request.get(issue).status == 404
    page.goto(f"{base}/my/switch/")
    assert "Blue Mesa" not in page.locator("body").inner_text()
    assert "mesa" not in found(page, base, "Invoice").lower()
    assert ApiToken.objects.filter(user=agent).count() == 2

    # History stays with the principal.
    principal.goto(issue)
    arrived(principal, "Invoice of the mesa")
    expect(principal.locator("main")).to_contain_text("Gus Agent")
    expect(principal.locator("main")).to_contain_text("The statement is of March 3.")
    principal.goto(f"{base}/my/agencies/")
    expect(principal.locator("main")).to_contain_text("Withdrawn")
    principal.close()
    agency = Agency.objects.get(participant=mesa.participant)
    told = AuditEvent.objects.get(verb="participants.agency.withdrawn")
    assert (told.participant_id, agency.withdrawn_at is not None) == (mesa.participant.pk, True)


def say(page: Page, words: str, *, keyboard: bool) -> None:
    """A reply in the conversation."""
    if keyboard:
        to(page, "Your reply")
        page.keyboard.type(words)
    else:
        page.get_by_label("Your reply").fill(words)
    press(page, "Send", keyboard=keyboard)
    expect(page.get_by_text(words)).to_be_visible()


def withdraw(page: Page, base: str, person: User, *, keyboard: bool) -> None:
    """The principal's administrator ends the agency, reached through the menu."""
    bring(page.context, base, session_of(person))
    page.goto(f"{base}/my/")
    if keyboard:
        enter(page, "Menu")
        enter(page, "Agents")
    else:
        page.get_by_role("button", name="More").click()
        page.get_by_role("link", name="Agents", exact=True).click()
    arrived(page, "Agents")
    press(page, "Withdraw", keyboard=keyboard)
    arrived(page, "Withdraw the agency of Grid Advisers")
    if keyboard:
        to(page, "Reason")
        page.keyboard.type("The contract ended")
    else:
        page.get_by_label("Reason").fill("The contract ended")
    press(page, "Withdraw agency", keyboard=keyboard)
    expect(page.get_by_text("The agency of Grid Advisers is withdrawn.")).to_be_visible()
