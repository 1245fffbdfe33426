"""From a stranger's first question to a prospect's own first page, in a real browser."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.models import Application, Participant
from participants.tests.actions.applying import assigned
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory, MarketRoleFactory, ParticipantFactory
from portal.celery import app
from portal.tests.browser import entering

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
COMPANY = "Larkspur Grid Storage LLC"
TOLD = {"company": COMPANY, "name": "Nadia Okafor", "email": "nadia@larkspur.example", "plan": "Two battery sites"}


@pytest.fixture
def base(live_server: Any, settings: Any) -> str:
    settings.SITE_URL = live_server.url
    load_deadlines(datetime.now(UTC))
    MarketRoleFactory(code="RE", name="Resource Entity", description="Owns or controls generation.")
    MarketRoleFactory(code="IMRE", name="Independent MIS Registered Entity")
    return live_server.url


@pytest.fixture
def tasks_run_at_once() -> Iterator[None]:
    """As if a worker stood by."""
    former = app.conf.task_always_eager
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = former


def test_a_stranger_applies_is_taken_up_and_enters(
    signed: SignIn, base: str, supervisor: User, manager: User, tasks_run_at_once: None
) -> None:
    page = signed(supervisor)
    entering.fill_in(page, base, roles=("Resource Entity",), **TOLD)
    row = entering.send(page)
    acknowledgment = next(one for one in mail.outbox if one.to == ["nadia@larkspur.example"])
    assert COMPANY not in acknowledgment.subject + acknowledgment.body
    entering.assign_as_proposed(signed(supervisor), base, row, name=manager.name)
    page = signed(manager)
    page.goto(f"{base}/")
    page.get_by_role("link", name="My applications").click()
    page.get_by_role("link", name=COMPANY).click()
    page.get_by_role("link", name="Record answer").click()
    page.get_by_label("How they were answered").fill("Called Nadia")
    page.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_text("In time")).to_be_visible()
    company = entering.take_up(page, base, row)
    assert [(one.role.code, one.status) for one in company.registrations.all()] == [("RE", "prospective")]
    entering.sign_up(page, base, entering.invite(page, base, row))
    main = page.locator("main")
    expect(main).to_contain_text("Your application")
    expect(main).to_contain_text("Resource Entity")
    expect(main).to_contain_text("Step 1 of 5")
    expect(main).to_contain_text(manager.name)
    expect(page.get_by_role("link", name="Resources")).to_have_count(0)
    for path in ("/my/resources/", "/my/agencies/", "/api/v1/departments/", row.get_absolute_url(), "/participants/"):
        assert page.request.get(base + path).status == 404, path
    assert page.request.get(f"{base}/api/v1/requirements/").status == 200


def test_a_company_that_is_known_is_no_second_one(signed: SignIn, base: str, manager: User, supervisor: User) -> None:
    known = ParticipantFactory(name="Larkspur Grid Storage, Inc.")
    AssignmentFactory(participant=known, person=manager)
    row = assigned(datetime.now(UTC), manager, supervisor, roles=[MarketRoleFactory(code="RE")])
    page = signed(manager)
    page.goto(base + row.get_absolute_url())
    expect(page.get_by_role("link", name=known.name)).to_be_visible()
    assert entering.take_up(page, base, row, candidate=known.name) == known
    page.get_by_role("link", name="Open participant").click()
    page.wait_for_url(base + known.get_absolute_url())
    assert Participant.objects.count() == 1


def test_what_no_person_sees_no_person_reaches_and_a_machine_fools_itself(page: Page, base: str) -> None:
    entering.fill_in(page, base, **TOLD)
    decoy = page.locator("[name=homepage]")
    page.get_by_label("Company").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        expect(decoy).not_to_be_focused()
    decoy.evaluate("field => { field.value = 'http://evil.example' }")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert not Application.objects.exists()
