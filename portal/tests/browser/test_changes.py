"""The authorized representative leaves (scenario SC-09), from the first click to the last, in a real browser."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import DepartmentFactory, SpecialistFactory
from participants.models import Change, Contact, ContactRole, Membership, Obligation
from participants.tests.actions.changing import load_changes, may_sign
from portal.audit.models import AuditEvent
from portal.celery import app
from portal.scoping.today import market_day
from portal.tests.browser.conftest import BOTH_SCREENS

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
NEWCOMER = "nia@prairielantern.example"
VERBS = ("begun", "submitted", "signed", "review_begun", "confirmed", "approved", "took_effect")


@pytest.fixture
def base(live_server: Any, settings: Any) -> Iterator[str]:
    """A server whose worker stands by."""
    settings.SITE_URL = live_server.url
    load_changes(datetime.now(UTC))
    former = app.conf.task_always_eager
    app.conf.task_always_eager = True
    yield live_server.url
    app.conf.task_always_eager = former


@pytest.fixture
def registrar(db: None) -> User:
    """A specialist of the department that reviews."""
    return SpecialistFactory(name="Rita Registrar", department=DepartmentFactory(code="REG", name="Registration"))


def mails_to(address: str) -> list[Any]:
    return [one for one in mail.outbox if address in one.to]


def post(page: Page, path: str) -> Any:
    """Send the form of a page without leaving it: of a refusal the browser would complain."""
    page.goto(path)
    token = page.locator("main form input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    return page.request.post(path, form={"csrfmiddlewaretoken": token}, headers={"Referer": path})


@BOTH_SCREENS
def test_sc_09_the_representative_leaves(
    signed: SignIn,
    base: str,
    lantern: SimpleNamespace,
    member: User,
    org_admin: User,
    outsider: User,
    registrar: User,
    supervisor: User,
) -> None:
    may_sign(lantern, member)
    page = signed(member)
    begin_notice(page, base)
    address = page.url
    path = address.removeprefix(base)
    expect(page.get_by_role("row", name=re.compile("Name of the new"))).to_contain_text("lantern contact")
    expect(page.get_by_role("row", name=re.compile("Name of the new"))).to_contain_text("Nia Newcomer")
    page.get_by_role("link", name="Submit for signature").click()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("Waiting for 1 signature.")).to_be_visible()

    # Who holds no role is refused and told who can; the other company's people find nothing.
    refused = post(signed(org_admin), f"{address}sign/")
    assert refused.status == 422
    assert "Who can: lantern contact (authorized representative)" in refused.text()
    page = signed(outsider)
    page.goto(f"{base}/my/changes/")
    assert "Notice of Change" not in page.locator("main").inner_text()
    assert {page.request.get(f"{base}{one}").status for one in (path, f"{path}sign/", f"{path}confirm/")} == {404}

    page = signed(member)
    page.goto(address)
    page.get_by_role("link", name="Sign", exact=True).click()
    expect(page.get_by_text("You sign as authorized representative.")).to_be_visible()
    page.get_by_role("button", name="Sign for the company").click()
    expect(page.get_by_text("The operator reviews it.")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Still to confirm: Nia Newcomer")

    # Not before the new person has confirmed.
    change = Change.objects.get()
    review = base + change.get_absolute_url()
    refused = post(signed(registrar), f"{review}approve/")
    assert refused.status == 422
    assert f"{NEWCOMER} has not confirmed the role yet" in refused.text()

    confirm_as_newcomer(page, base)
    approve(signed(registrar), base)
    everything_follows(lantern, member)
    page = signed(org_admin)
    page.goto(f"{base}/my/people/")
    expect(page.locator("main")).to_contain_text("Nia Newcomer")
    page = signed(member)
    page.goto(f"{base}/my/")
    assert "Prairie Lantern" not in page.locator("main").inner_text()
    assert page.request.get(address).status == 404


def begin_notice(page: Page, base: str) -> None:
    """Form 23-E: the representative and the ownership change."""
    page.goto(f"{base}/my/changes/")
    page.get_by_role("link", name="Tell of a change").click()
    page.get_by_label("Authorized representative", exact=False).first.check()
    page.get_by_label("Ownership", exact=False).first.check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Who leaves the role").select_option(label="lantern contact")
    page.get_by_label("Name of the new authorized representative").fill("Nia Newcomer")
    page.get_by_label("E-mail").fill(NEWCOMER)
    page.get_by_label("Owner or parent company").fill("Tall Pines Holding")
    page.get_by_label("Share and kind of control").fill("60 percent of the shares")
    page.get_by_label("Reason").fill("Our representative leaves")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()


def confirm_as_newcomer(page: Page, base: str) -> None:
    """By the link in the mail, with the address named, then in the portal."""
    page.context.clear_cookies()
    page.goto(re.search(r"http://\S+", mails_to(NEWCOMER)[0].body)[0])
    page.get_by_label("Password").fill("a-long-enough-password-4")
    page.get_by_role("button", name="Create account").click()
    page.wait_for_url(f"{base}/my/")
    assert any("Please confirm your new role" in one.subject for one in mails_to(NEWCOMER))
    page.goto(f"{base}/my/changes/")
    page.get_by_role("link", name="Notice of Change of Information").click()
    page.get_by_role("link", name="Confirm my role").click()
    page.get_by_role("button", name="I confirm").click()
    expect(page.get_by_text("Confirmed. The role begins")).to_be_visible()


def approve(page: Page, base: str) -> None:
    page.goto(f"{base}/participants/changes/")
    page.get_by_role("link", name="Notice of Change of Information").click()
    expect(page.locator("main")).to_contain_text("Tall Pines Holding")
    expect(page.locator("main")).to_contain_text("New ownership attestation (Form 23-Q)")
    page.get_by_role("link", name="Approve").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".subheading").get_by_text("In effect")).to_be_visible()


def everything_follows(lantern: SimpleNamespace, former: User) -> None:
    """Contacts everywhere, rights, the duty with its day, mail, and the audit trail."""
    today = market_day(datetime.now(UTC))
    contact = Contact.objects.get(participant=lantern.participant, email=NEWCOMER)
    assert (contact.roles.get().kind, contact.roles.get().starts_on) == ("authorized_representative", today)
    assert contact.user.email == NEWCOMER
    lantern.representative.refresh_from_db()
    assert lantern.representative.ends_on < today
    assert Membership.objects.get(user=former).ended_at is not None
    held = ContactRole.objects.get(participant=lantern.participant, kind="security_administrator")
    assert held.ends_on is None
    assert Obligation.objects.get(type__code="OB-LSIPA").due_on > today
    welcome = next(one for one in mails_to(NEWCOMER) if "Welcome to your new role" in one.subject)
    assert "Dana Manager" in welcome.body
    assert "manager@iso.example" in welcome.body
    assert "Nia" not in welcome.subject
    told = AuditEvent.objects.filter(verb__startswith="participants.change.").order_by("id")
    assert tuple(one.verb.rpartition(".")[2] for one in told) == VERBS


def test_a_change_asked_for_by_phone_is_blocked_until_it_is_signed(
    signed: SignIn, base: str, lantern: SimpleNamespace, manager: User, member: User
) -> None:
    may_sign(lantern, member)
    page = signed(manager)
    page.goto(base + lantern.participant.get_absolute_url())
    page.locator("#changes").get_by_role("link", name="Record").click()
    page.get_by_label("Address and website", exact=False).first.check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Postal address").fill("1 New Street")
    page.get_by_label("Reason").fill("They called")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("link", name="Submit").click()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("blocked until it is signed in the portal")).to_be_visible()
    expect(page.get_by_role("link", name="Approve")).to_have_count(0)
    page = signed(member)
    page.goto(base + Change.objects.get().get_my_url())
    page.get_by_role("link", name="Sign", exact=True).click()
    page.get_by_role("button", name="Sign for the company").click()
    expect(page.get_by_text("The operator reviews it.")).to_be_visible()
