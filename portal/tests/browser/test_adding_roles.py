"""A trading company adds two roles to the one it has: compared, opened, shown, refused, done without by two people.

From the first comparison to the qualification in a real browser, with mails, days, audit trail and refusals.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.actions.catalog import load_roles
from participants.choices import MembershipKind
from participants.models import ChecklistItem, CounterParty, MarketRole, Registration, Waiver
from participants.tests.actions.checklisting import item, load_what_is_asked, opened, reviewer, settle
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory
from portal.audit.models import AuditEvent
from portal.documents.tests.files import PDF
from portal.outbox import delivery
from portal.scoping.today import market_day
from portal.testing import member_of
from portal.tests.browser import scenario

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
SHOWN = ["COM-02", "COM-03", "COM-04", "COM-07"]  # for the IMRE registration; all but COM-02 and COM-04 count again
REASON = "The outside firm is slow, and the principals were checked in spring"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def world(db: None, colleague: User, now: datetime) -> SimpleNamespace:
    """Blue Mesa Trading, an IMRE so far, looked after by Omar."""
    load_roles(now=now)
    load_what_is_asked(now)
    company = ParticipantFactory(name="Blue Mesa Trading", duns="222222222")
    AssignmentFactory(participant=company, person=colleague)
    trader = member_of(company, "Tara Trader", "tara@bluemesa.example", MembershipKind.ADMIN)
    imre = RegistrationFactory(
        participant=company, role=MarketRole.objects.get(code="IMRE"), duns="222222222", short_name="IMESA",
        status="prospective", origin="applied",
    )  # fmt: skip
    settle(opened(imre, colleague, now), SHOWN, colleague, now)
    Registration.objects.filter(pk=imre.pk).update(status="qualified")
    return SimpleNamespace(company=company, trader=trader, imre=imre)


def mails_to(person: User) -> list[Any]:
    """Everything that has left for a person, after the next delivery; no subject names a company or a person."""
    delivery.deliver_due(clock=lambda: datetime.now(UTC) + timedelta(minutes=2), limit=timedelta(seconds=30))
    found = [one for one in mail.outbox if one.to == [person.email]]
    assert all("Blue Mesa" not in one.subject and "Tara" not in one.subject for one in found)
    return found


def subjects(person: User) -> str:
    return " | ".join(one.subject for one in mails_to(person))


def add_role(page: Page, base: str, world: SimpleNamespace, code: str) -> Registration:
    """A further registration through the form, and its checklist with everything that counts already."""
    role = MarketRole.objects.get(code=code)
    page.goto(base + reverse("participants:registration-add", args=[world.company.ref]))
    page.get_by_label("Market role").select_option(str(role.pk))
    page.get_by_role("button", name="Add registration").click()
    expect(page.locator(".message").first).to_contain_text("was added")
    registration = Registration.objects.get(participant=world.company, role=role)
    page.goto(base + reverse("participants:participant-checklists", args=[world.company.ref]))
    page.get_by_role("link", name=f"Open the checklist of {registration}", exact=True).click()
    expect(page.get_by_label("COM-03", exact=False)).to_be_checked()
    expect(page.get_by_label("COM-07", exact=False)).to_be_checked()
    page.get_by_role("button", name="Open checklist").click()
    expect(page.get_by_text("The checklist is open.")).to_be_visible()
    return registration


def send(page: Page, base: str, row: ChecklistItem, file: str, **fields: str) -> None:
    """Evidence through the participant's own page."""
    page.goto(base + row.get_my_url())
    page.locator("input[type=file]").set_input_files({"name": file, "mimeType": "application/pdf", "buffer": PDF})
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("Sent. You will hear")).to_be_visible()
    expect(page.get_by_role("link", name=file)).to_be_visible()


def accept(page: Page, base: str, row: ChecklistItem) -> None:
    """Taken up and accepted through the reviewer's page."""
    page.goto(base + row.get_absolute_url())
    page.get_by_role("button", name="Take up").click()
    expect(page.get_by_text(f"You have taken up {row.code}.")).to_be_visible()
    page.get_by_role("link", name="Accept", exact=True).click()
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.get_by_text("Accepted.", exact=True)).to_be_visible()


def test_two_roles_are_compared_and_opened_and_what_was_shown_counts(
    signed: SignIn, live_server: Any, world: SimpleNamespace, colleague: User, now: datetime
) -> None:
    base, page = live_server.url, signed(colleague)
    page.goto(base + reverse("participants:participant-checklists", args=[world.company.ref]))
    page.get_by_role("link", name="Compare roles").first.click()
    for code in ("QSE", "CRRAH"):
        page.get_by_label(str(MarketRole.objects.get(code=code))).check()
    auction = market_day(now) + timedelta(60)
    page.get_by_label("Wanted by").fill(auction.isoformat())
    page.get_by_role("button", name="Compare").click()
    crrah = page.locator(".candidates .card", has_text="CRRAH")
    last = auction - timedelta(15)
    expect(crrah).to_contain_text("LT-CRRAH-APPLY")
    expect(crrah).to_contain_text(f"By {last:%b} {last.day}, {last.year}")
    expect(crrah).to_contain_text("Counts already2 items")
    expect(page.get_by_role("row", name="Standard Form Market Participant Agreement").first).to_contain_text("shown")
    qse, crr = add_role(page, base, world, "QSE"), add_role(page, base, world, "CRRAH")
    for registration in (qse, crr):
        taken = ChecklistItem.objects.filter(checklist__registration=registration, state="accepted")
        assert sorted(taken.values_list("code", flat=True)) == ["COM-03", "COM-07"]
        # The newest counts: the second one takes over what the first one took over.
        source = world.imre if registration == qse else qse
        assert {row.reused_from.checklist.registration for row in taken} == {source}
    assert Registration.objects.filter(participant=world.company).count() == 3
    assert CounterParty.objects.filter(participant=world.company).count() == 1
    opened_two = AuditEvent.objects.filter(verb="participants.checklist.opened", by=colleague).exclude(
        changes__reused=None
    )
    assert opened_two.filter(changes__reused=["", "COM-03, COM-07"]).count() == 2
    # Both sides of it: the participant hears, sees three checklists, and what counts for which reason.
    assert subjects(world.trader).count("Your checklist") >= 2
    page = signed(world.trader)
    page.goto(f"{base}/my/checklists/")
    expect(page.locator(".checklist-card")).to_have_count(3)
    page.goto(base + item(qse.checklist, "COM-07").get_my_url())
    expect(page.get_by_text("your company has shown it before")).to_be_visible()
    page.get_by_role("link", name="for IMRE IMESA").click()
    page.wait_for_url(base + item(world.imre.checklist, "COM-07").get_my_url())


@pytest.fixture
def crr(world: SimpleNamespace, colleague: User, now: datetime) -> Registration:
    """The second registration with its checklist, planned for an auction."""
    registration = RegistrationFactory(
        participant=world.company, role=MarketRole.objects.get(code="CRRAH"), duns="", short_name="",
        status="prospective", origin="applied",
    )  # fmt: skip
    opened(registration, colleague, now, reuse=["COM-03", "COM-07"], target_on=market_day(now) + timedelta(120))
    return registration


def test_credit_principals_and_sub_account_go_side_by_side(
    signed: SignIn, live_server: Any, world: SimpleNamespace, crr: Registration, colleague: User, now: datetime
) -> None:
    base, sheet = live_server.url, crr.checklist
    reg, crd = reviewer("REG"), reviewer("CRD")
    page = signed(world.trader)
    page.goto(base + sheet.get_my_url())
    expect(page.locator("#needed")).to_contain_text("COM-02")
    expect(page.locator("#later")).to_contain_text("CRR-01")
    expect(page.locator("#needed .point-day").first).to_contain_text("so that everything is done by")
    send(page, base, item(sheet, "COM-02"), "duns.pdf", DUNS_number="2222222220001")
    assert "Evidence to review" in subjects(reg)
    accept(signed(reg), base, item(sheet, "COM-02"))
    crr.refresh_from_db()
    assert crr.duns == "2222222220001"
    page = signed(world.trader)
    send(page, base, item(sheet, "CRR-01"), "form-23-a.pdf")
    accept(signed(reg), base, item(sheet, "CRR-01"))
    assert "Requirement settled" in subjects(world.trader)
    # Now credit, the principals' check and the sub-account are open at the same time.
    page = signed(world.trader)
    page.goto(base + sheet.get_my_url())
    for code in ("CRR-03", "CRR-05"):
        expect(page.locator("#needed")).to_contain_text(code)
    expect(page.locator("#optional")).to_contain_text("CRR-08")
    page.goto(base + item(sheet, "CRR-08").get_my_url())
    # Through the session, not by the form: the browser would complain about the status.
    token = page.locator("input[name=csrfmiddlewaretoken]").last.get_attribute("value")
    short = {"csrfmiddlewaretoken": token, "ask_duns": "22222222"}
    refused = page.request.post(page.url, form=short, headers={"Referer": page.url})
    assert refused.status == 422
    assert "field-error" in refused.text()
    send(page, base, item(sheet, "CRR-08"), "sub-account.pdf", **{"DUNS+4_of_the_sub-account": "222222222 0002"})
    expect(page.get_by_text("2222222220002")).to_be_visible()
    send(page, base, item(sheet, "CRR-05"), "statements.pdf")
    send(page, base, item(sheet, "CRR-03"), "principals.pdf")
    page.goto(base + sheet.get_my_url())
    for code in ("CRR-03", "CRR-05", "CRR-08"):
        expect(page.locator("#with-us")).to_contain_text(code)
    page = signed(crd)
    page.goto(base + item(sheet, "CRR-05").get_absolute_url())
    page.get_by_role("link", name="Return", exact=True).click()
    page.get_by_label("What is missing").fill("Audited statements, please.")
    page.get_by_role("button", name="Return").click()
    expect(page.get_by_text("Returned. The participant's users are told.")).to_be_visible()
    assert "Evidence returned" in subjects(world.trader)
    page = signed(world.trader)
    page.goto(base + item(sheet, "CRR-05").get_my_url())
    expect(page.locator("#sent-back")).to_contain_text("Audited statements, please.")
    assert crd.name not in page.content()
    send(page, base, item(sheet, "CRR-05"), "audited.pdf")
    expect(page.locator(".rounds > li")).to_have_count(2)
    assert page.request.get(base + item(world.imre.checklist, "COM-02").get_absolute_url()).status == 404


def test_without_the_background_check_nobody_qualifies_it_but_after_a_waiver_of_two_people(
    signed: SignIn,
    live_server: Any,
    world: SimpleNamespace,
    crr: Registration,
    colleague: User,
    supervisor: User,
    senior: User,
    now: datetime,
) -> None:
    base, sheet = live_server.url, crr.checklist
    scenario.settle_all_but(sheet, {"CRR-03"}, colleague, now)
    Registration.objects.filter(pk=crr.pk).update(status="approved_pending")
    still_open = set(sheet.items.filter(mandatory=True, settled_at=None).values_list("code", flat=True))
    assert still_open == {"CRR-03"}
    page = signed(supervisor)
    refused_everywhere(page, base, crr, now)
    ask_and_try_alone(page, base, item(sheet, "CRR-03"))
    waiver = Waiver.objects.get()
    assert (waiver.asked_by, waiver.granted) == (supervisor, None)
    refused_everywhere(page, base, crr, now)
    assert "Waiver to decide" in subjects(senior)
    page = signed(senior)
    page.goto(base + waiver.item.get_absolute_url())
    expect(page.get_by_text("asks to do without it")).to_be_visible()
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Grant waiver").click()
    page.get_by_label("Reason of the decision").fill("Agreed for this auction")
    page.get_by_role("button", name="Grant waiver").click()
    expect(page.get_by_text("Granted. The item is settled without its evidence.")).to_be_visible()
    assert "Waiver decided" in subjects(supervisor)
    page = signed(supervisor)
    page.goto(base + crr.get_absolute_url())
    page.locator("#moves").get_by_role("link", name="Qualify").click()
    page.get_by_label("Effective operating day").fill(market_day(now).isoformat())
    page.get_by_role("button", name="Qualify").click()
    expect(page.get_by_text("The registration is qualified.")).to_be_visible()
    crr.refresh_from_db()
    assert (crr.status, crr.qualified_on) == ("qualified", market_day(now))
    asked, granted = (AuditEvent.objects.get(verb=f"participants.waiver.{verb}") for verb in ("asked", "granted"))
    assert (asked.by, granted.by, asked.reason) == (supervisor, senior, REASON)
    assert AuditEvent.objects.get(verb="participants.registration.qualified").by == supervisor
    the_participant_reads_nothing_of_the_waiver(signed, base, world, waiver)


def refused_everywhere(page: Page, base: str, registration: Registration, now: datetime) -> None:
    """The button says why, the form refuses, the API refuses, the administration has no such field."""
    page.goto(base + registration.get_absolute_url())
    moves = page.locator("#moves")
    expect(moves.get_by_role("button", name="Qualify")).to_have_attribute("aria-disabled", "true")
    expect(moves).to_contain_text("CRR-03 (Principals' background check")
    address = base + reverse("participants:registration-qualify", args=[registration.ref])
    page.goto(address)
    token = page.locator("input[name=csrfmiddlewaretoken]").last.get_attribute("value")
    day = market_day(now).isoformat()
    headers = {"Referer": address, "X-CSRFToken": token}
    refused = page.request.post(
        address, form={"csrfmiddlewaretoken": token, "effective_on": day}, headers={"Referer": address}
    )
    assert refused.status == 422
    assert "In the way: CRR-03" in refused.text()
    told = page.request.post(
        f"{base}/api/v1/registrations/{registration.ref}/qualify/", data={"effective_on": day}, headers=headers
    )
    assert told.status == 409
    assert "CRR-03" in told.json()["detail"]
    registration.refresh_from_db()
    assert (registration.status, registration.qualified_on) == ("approved_pending", None)


def ask_and_try_alone(page: Page, base: str, row: ChecklistItem) -> None:
    """A supervisor asks to do without the item, and cannot grant that, neither on the page nor by the API."""
    page.goto(base + row.get_absolute_url())
    page.get_by_role("button", name="More").click()
    page.get_by_role("link", name="Ask for a waiver").click()
    page.get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Ask for the waiver").click()
    expect(page.get_by_text("Asked. It waits for a second person.")).to_be_visible()
    expect(page.get_by_text("a second person decides").first).to_be_visible()
    waiver = Waiver.objects.get()
    assert page.request.get(base + reverse("participants:waiver-grant", args=[waiver.ref])).status == 403
    token = page.locator("input[name=csrfmiddlewaretoken]").last.get_attribute("value")
    headers = {"Referer": base, "X-CSRFToken": token}
    alone = page.request.post(f"{base}/api/v1/waivers/{waiver.ref}/grant/", data={}, headers=headers)
    assert alone.status == 403
    assert "second person" in alone.json()["detail"]


def the_participant_reads_nothing_of_the_waiver(signed: SignIn, base: str, world: Any, waiver: Waiver) -> None:
    page = signed(world.trader)
    page.goto(base + waiver.item.get_my_url())
    expect(page.get_by_text("The operator does without it.")).to_be_visible()
    for secret in (REASON, "Agreed for this auction", waiver.ref, "Ruth Senior"):
        assert secret not in page.content()
    page.goto(f"{base}/my/checklists/")
    expect(page.locator(".checklist-card", has_text="Everything is settled.")).to_have_count(1)
    mails = mails_to(world.trader)
    assert any("ualified" in one.subject for one in mails)
    assert all(REASON not in one.body for one in mails)
    assert item(world.imre.checklist, "COM-02").state == "accepted"
