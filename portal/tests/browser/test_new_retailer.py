"""A new retailer enters the market: from the first question to the certification letter, in a real browser."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.actions.missed_flights import move_missed_flights
from participants.models import Checklist, ChecklistItem, OfficialLetter, Registration
from participants.tests.actions.checklisting import reviewer
from portal.audit.models import AuditEvent
from portal.celery import app
from portal.lifecycle import catalogs
from portal.outbox.models import OutboundMessage
from portal.scoping.today import market_day
from portal.tests.browser import entering, scenario

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
COMPANY = "Bluebonnet Lantern Energy LLC"
TOLD = {"company": COMPANY, "name": "Ines Calder", "email": "ines@bluebonnet.example", "plan": "Power in Houston"}
ROLE = "Competitive Retailer: Retail Electric Provider"
LATE = {"REP-09", "REP-10"}
LETTER = {"COM-99", "REP-14"}


@pytest.fixture
def base(live_server: Any, settings: Any) -> Iterator[str]:
    """The catalogs as shipped, and a worker that stands by."""
    settings.SITE_URL = live_server.url
    catalogs.load_all(now=datetime.now(UTC))
    former, app.conf.task_always_eager = app.conf.task_always_eager, True
    yield live_server.url
    app.conf.task_always_eager = former


def told(kind: str) -> set[str]:
    """The addresses to which mail of a kind is on its way, and nothing of the company in any subject."""
    rows = OutboundMessage.objects.filter(kind=f"participants.{kind}")
    return set(rows.values_list("address", flat=True))


def test_a_new_retailer_enters_the_market(
    signed: SignIn, base: str, supervisor: User, senior: User, manager: User
) -> None:
    now = datetime.now(UTC)
    flight = scenario.flight_ahead(now)
    following = scenario.flight_ahead(now, days=320)
    registration, prospect = _applies(signed, base, supervisor, manager)
    checklist = _opened_for_the_flight(signed, base, manager, registration, flight)
    _missed_by_another(checklist, following)
    _works_on_it(signed, base, manager, prospect, registration)
    scenario.settle_all_but(checklist, LATE | LETTER, manager, now)
    _qualifies(signed, base, supervisor, manager, prospect, registration)


def _applies(signed: SignIn, base: str, supervisor: User, manager: User) -> tuple[Registration, User]:
    """The inquiry becomes a prospect with an account manager, and an own login that shows only its application."""
    page = signed(supervisor)
    entering.fill_in(page, base, roles=(ROLE,), **TOLD)
    row = entering.send(page)
    entering.assign_as_proposed(signed(supervisor), base, row, name=manager.name)
    page = signed(manager)
    company = entering.take_up(page, base, row)
    link = entering.invite(page, base, row)
    entering.sign_up(page, base, link)
    registration = company.registrations.get()
    assert (registration.role.code, registration.status) == ("LSE-CR-REP", "prospective")
    assert not any(COMPANY in message.subject for message in mail.outbox)
    return registration, User.objects.get(email=TOLD["email"])


def _opened_for_the_flight(
    signed: SignIn, base: str, manager: User, registration: Registration, flight: Any
) -> Checklist:
    """Common and retailer's items, planned back from the flight: the application by its deadline."""
    page = signed(manager)
    page.goto(f"{base}{registration.get_absolute_url()}checklist/open/")
    page.get_by_label("Test flight").select_option(flight.code)
    page.locator("main form.form button.button-primary").click()
    expect(page.get_by_text("The checklist is open.")).to_be_visible()
    expect(page.locator("main")).to_contain_text(flight.code)
    checklist = Checklist.objects.get(registration=registration)
    codes = set(checklist.items.values_list("code", flat=True))
    assert {"COM-01", "COM-99", "REP-01", "REP-14"} <= codes
    entry, run = scenario.item_of(registration, "REP-04"), scenario.item_of(registration, "REP-08")
    assert entry.due_on <= market_day(flight.application_deadline)
    assert run.due_on == flight.ends_on
    assert TOLD["email"] in told("checklist.opened")
    return checklist


def _works_on_it(signed: SignIn, base: str, manager: User, prospect: User, registration: Registration) -> None:
    """Orientation noted; the prospect sends form, fee and docket; Registration returns the form once."""
    page = signed(manager)
    talk = scenario.item_of(registration, "COM-01")
    scenario.record_evidence(page, base, talk, remark="Orientation held with Ines Calder")
    scenario.accept_evidence(page, base, talk)
    page = signed(prospect)
    for code, fields in (
        ("COM-02", {"DUNS_number": "810000123"}),
        ("COM-03", {"Legal_name": COMPANY}),
        ("COM-04", {}),
        ("COM-05", {"Payment_reference": "ACH 500"}),
        ("REP-01", {"PUCT_docket": "55123"}),
    ):
        scenario.send_evidence(page, base, scenario.item_of(registration, code), **fields)
    form = scenario.item_of(registration, "COM-04")
    clerk = reviewer("REG")
    page = signed(clerk)
    for code in ("COM-02", "COM-03"):
        scenario.accept_evidence(page, base, scenario.item_of(registration, code))
    scenario.return_evidence(page, base, form, comment="The legal name differs from the state record.")
    assert TOLD["email"] in told("checklistitem.returned")
    page = signed(prospect)
    page.goto(base + form.get_my_url())
    expect(page.locator("#sent-back")).to_contain_text("The legal name differs from the state record.")
    scenario.send_evidence(page, base, form, remark="Corrected")
    scenario.accept_evidence(signed(clerk), base, form)
    form.refresh_from_db()
    assert (form.state, form.round) == ("accepted", 2)
    rounds = form.rounds.order_by("number")
    assert [one.outcome for one in rounds] == ["returned", "accepted"]
    assert {one.reviewed_by for one in rounds} == {clerk}
    registration.refresh_from_db()
    assert registration.duns == "810000123"


def _qualifies(
    signed: SignIn, base: str, supervisor: User, manager: User, prospect: User, registration: Registration
) -> None:
    """Two items are outstanding and named; once they are there the letter is released, and it qualifies."""
    page = signed(supervisor)
    today = market_day(datetime.now(UTC)).isoformat()
    scenario.move(page, base, registration, "receive")
    scenario.move(page, base, registration, "begin-review")
    scenario.move(page, base, registration, "approve")
    page.goto(base + registration.get_absolute_url())
    moves = page.locator("#moves")
    for code in sorted(LATE):
        expect(moves).to_contain_text(code)
    form = f"{base}{registration.get_absolute_url()}qualify/"
    page.goto(form)
    page.get_by_label("Effective operating day").fill(today)
    page.locator("main form.form button.button-primary").click()
    expect(page.locator(".form-errors")).to_contain_text("REP-09 (QSE named")
    registration.refresh_from_db()
    assert registration.status == "approved_pending"
    checklist = Checklist.objects.get(registration=registration)
    scenario.settle_all_but(checklist, LETTER, manager, datetime.now(UTC))
    page.goto(f"{base}{registration.get_absolute_url()}letters/certification/")
    page.get_by_label("Effective operating day").fill(today)
    page.get_by_role("button", name="Issue").click()
    expect(page.get_by_text("Issued: Certification letter")).to_be_visible()
    assert set(checklist.items.filter(code__in=LETTER).values_list("state", flat=True)) == {"accepted"}
    scenario.move(page, base, registration, "qualify", Effective_operating_day=today)
    registration.refresh_from_db()
    assert registration.status == "qualified"
    _everything_is_shown(signed, base, prospect, registration, checklist)


def _everything_is_shown(
    signed: SignIn, base: str, prospect: User, registration: Registration, checklist: Checklist
) -> None:
    """Every mandatory item has evidence, a reviewer and a date; both sides and the audit trail tell the same."""
    for row in ChecklistItem.objects.filter(checklist=checklist, mandatory=True):
        last = row.rounds.order_by("-number").first()
        assert row.state == "accepted"
        assert row.settled_at is not None
        assert last.outcome == "accepted"
        assert last.reviewed_by is not None or last.by_operator
    letter = OfficialLetter.objects.get(registration=registration)
    page = signed(prospect)
    page.goto(f"{base}/my/letters/")
    expect(page.locator("main")).to_contain_text(letter.ref)
    assert TOLD["email"] in told("registration.qualified")
    verbs = set(AuditEvent.objects.filter(participant_id=registration.participant_id).values_list("verb", flat=True))
    expected = {"checklist.opened", "checklistitem.returned", "official_letter.issued", "registration.qualified"}
    assert {f"participants.{verb}" for verb in expected} <= verbs


def _missed_by_another(checklist: Checklist, following: Any) -> None:
    """Were the application deadline missed, the plan would move to the next flight and warn both sides; undone here."""
    late = checklist.flight.application_deadline + timedelta(seconds=1)
    with transaction.atomic():
        assert move_missed_flights(now=late) == 1
        checklist.refresh_from_db()
        assert checklist.flight == following
        assert TOLD["email"] in told("checklist.flight_missed")
        transaction.set_rollback(True)
    checklist.refresh_from_db()
