"""What the portal is for, done in a real browser from the first click to the last."""

import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import PASSWORD
from participants import tasks
from participants.models import Assignment, GlassBreak, ImportRun, Membership, Participant, Registration
from participants.tests.factories import MarketRoleFactory, ParticipantFactory, RegistrationFactory
from participants.tests.rules.imports.builders import SHEETS, official_list
from portal.celery import app

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]


@pytest.fixture
def base(live_server: Any) -> str:
    return live_server.url


@pytest.fixture
def tasks_run_at_once() -> Iterator[None]:
    """As if a worker stood by."""
    former = app.conf.task_always_eager
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = former


def test_the_official_list_is_imported_and_again_changes_nothing(
    signed: SignIn, base: str, supervisor: User, tmp_path: Any
) -> None:
    for code in SHEETS:
        MarketRoleFactory(code=code)
    built = official_list()
    file = tmp_path / built.file_name
    file.write_bytes(built.data)
    page = signed(supervisor)
    run = upload(page, base, str(file))
    assert not Registration.objects.exists()
    assert run.counts["refused"] == built.refused
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#progress")).to_be_visible()
    tasks.sweep_imports()
    expect(page.get_by_text("all in one step")).to_be_visible()
    assert Registration.objects.filter(status="qualified", origin="listed").count() == len(built.listed)
    again = upload(page, base, str(file))
    expect(page.get_by_text("Nothing would change.")).to_be_visible()
    assert not any(again.counts.get(name) for name in ("new", "changed", "no_longer_listed"))
    for told in built.personal:
        assert not Participant.objects.filter(search_text__contains=told.lower()).exists()


def upload(page: Page, base: str, file: str) -> ImportRun:
    """Upload through the form and let the worker read; the page shows the preview by itself."""
    page.goto(base + reverse("participants:import-new"))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.locator("#progress")).to_be_visible()
    tasks.sweep_imports()
    expect(page.get_by_role("button", name="Apply")).to_be_visible()
    return ImportRun.objects.latest("pk")


def test_a_supervisor_assigns_from_the_queue_and_the_manager_sees_hers(
    signed: SignIn, base: str, supervisor: User, manager: User
) -> None:
    orphan = RegistrationFactory(participant=ParticipantFactory(name="Lone Cedar Power")).participant
    page = signed(supervisor)
    page.goto(f"{base}/participants/?view=unassigned")
    page.get_by_role("checkbox", name="Tick Lone Cedar Power").check()
    page.get_by_role("button", name="Assign…").click()
    dialog = page.get_by_role("dialog")
    choice = dialog.locator("select[name=person] option", has_text="Dana Manager").get_attribute("value")
    dialog.locator("select[name=person]").select_option(choice)
    dialog.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text("Dana Manager is assigned to 1 participant.")).to_be_visible()
    assert Assignment.objects.get(participant=orphan).person == manager
    page = signed(manager)
    page.goto(base)
    expect(page.get_by_role("link", name="Lone Cedar Power").first).to_be_visible()
    page.goto(f"{base}/participants/?view=mine")
    page.get_by_role("link", name="Lone Cedar Power").click()
    expect(page.get_by_role("heading", name="Lone Cedar Power")).to_be_visible()


def test_a_member_signs_in_and_sees_the_own_company_only(
    signed: SignIn, base: str, member: User, mesa: SimpleNamespace, page: Page
) -> None:
    page = signed(member)
    page.context.clear_cookies()
    page.goto(base)
    page.get_by_label("E-mail").fill(member.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{base}/my/")
    expect(page.locator("main").get_by_text("Prairie Lantern Energy").first).to_be_visible()
    for path in ("/my/company/", "/my/people/", "/my/resources/", "/my/agencies/"):
        page.goto(base + path)
        assert "Blue Mesa" not in page.content()
    # Through the session, not by the address bar: the browser would complain about the status.
    for path in (mesa.participant.get_absolute_url(), "/participants/", "/admin/", "/audit/"):
        assert page.request.get(base + path).status == 404


def test_an_agent_acts_for_one_principal_at_a_time(signed: SignIn, base: str, agent: User) -> None:
    page = signed(agent)
    page.goto(f"{base}/my/company/")
    expect(page.locator("main")).to_contain_text("QMESA")
    expect(page.locator("main")).not_to_contain_text("LANTERN")
    page.get_by_role("button", name="Blue Mesa Trading").click()
    page.get_by_role("button", name="Prairie Lantern Energy").click()
    # The menu offers the company as well; only the button that opens it says for whom one acts.
    expect(page.get_by_title("Acting for Prairie Lantern Energy")).to_be_visible()
    page.goto(f"{base}/my/company/")
    expect(page.locator("main")).to_contain_text("QLANTERN")
    expect(page.locator("main")).not_to_contain_text("MESA")


def test_an_invited_colleague_signs_up_and_has_access(
    signed: SignIn, base: str, org_admin: User, settings: Any, tasks_run_at_once: None
) -> None:
    settings.SITE_URL = base
    page = signed(org_admin)
    page.goto(f"{base}/my/people/")
    page.get_by_role("link", name="Invite a colleague").click()
    page.get_by_label("Name").fill("Noor Newcomer")
    page.get_by_label("E-mail").fill("noor@prairielantern.example")
    page.locator("main form").get_by_role("button").first.click()
    expect(page.get_by_text("noor@prairielantern.example").first).to_be_visible()
    page.context.clear_cookies()
    page.goto(re.search(r"http://\S+", mail.outbox[0].body)[0])
    page.get_by_label("Password").fill("a-long-enough-password-4")
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url(f"{base}/my/")
    expect(page.locator("main").get_by_text("Prairie Lantern Energy").first).to_be_visible()
    membership = Membership.objects.get(user__email="noor@prairielantern.example")
    assert (membership.participant.name, membership.kind) == ("Prairie Lantern Energy", "member")


def test_the_glass_is_broken_with_a_reason_that_the_supervisor_reads(
    signed: SignIn, base: str, colleague: User, supervisor: User, restricted: SimpleNamespace
) -> None:
    page = signed(colleague)
    page.goto(base + restricted.participant.get_absolute_url())
    expect(page.get_by_role("heading", name="This participant is restricted")).to_be_visible()
    assert "333333333" not in page.content()
    page.get_by_label("Why do you need to open it?").fill("The market desk called about an outage")
    page.get_by_role("button", name="Open for a few hours").click()
    expect(page.get_by_text("333333333").first).to_be_visible()
    assert GlassBreak.objects.get().person == colleague
    page = signed(supervisor)
    page.goto(f"{base}/participants/{restricted.participant.ref}/timeline/")
    expect(page.get_by_text("The market desk called about an outage").first).to_be_visible()


def test_keys_lead_through_lists_and_to_everything(
    signed: SignIn, base: str, manager: User, lantern: SimpleNamespace, mesa: SimpleNamespace
) -> None:
    page = signed(manager)
    page.goto(f"{base}/participants/?view=all")
    focused = page.locator(".row-link:focus")
    page.keyboard.press("j")
    expect(focused).to_have_text("Blue Mesa Trading")
    page.keyboard.press("j")
    expect(focused).to_have_text("Prairie Lantern Energy")
    page.keyboard.press("k")
    expect(focused).to_have_text("Blue Mesa Trading")
    page.keyboard.press("Control+k")
    palette = page.locator("#palette")
    expect(palette).to_be_visible()
    page.keyboard.type("prairi lanten")
    expect(palette.get_by_role("option", name="Prairie Lantern Energy")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(base + lantern.participant.get_absolute_url())
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(palette).to_be_hidden()
