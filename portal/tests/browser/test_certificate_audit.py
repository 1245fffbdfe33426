"""A certificate audit season, from its first notice to the last late form, in a real browser."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Department, User
from accounts.tests.factories import SpecialistFactory
from participants.actions.obligations import tell_what_is_missing
from participants.models import Campaign, Obligation
from participants.tasks import sweep_obligations
from participants.tests.actions.owing import SEASON, clock_of, load_obligations, told, with_counter_party
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.outbox.models import OutboundMessage
from portal.tests.browser.seasons import At, at, mails_to, pdf, recorded_of, status_of  # noqa: F401 - `at` is a fixture

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
REMINDED = datetime(2026, 9, 18, 14, 5, tzinfo=UTC)  # a Friday, nine in the morning Central
LATE = datetime(2026, 10, 6, 14, 5, tzinfo=UTC)
PLAN = "Our new security administrator starts in October; the audit follows in November."


@pytest.fixture
def legal(db: None) -> User:
    department, _ = Department.objects.get_or_create(code="LEG", defaults={"name": "Legal"})
    return SpecialistFactory(name="Lena Legal", email="legal@iso.example", department=department)


@pytest.fixture
def season(lantern: SimpleNamespace, mesa: SimpleNamespace, member: User, outsider: User, at: At) -> SimpleNamespace:  # noqa: F811
    """1 September: the sweep begins the campaign, once."""
    load_obligations()
    with_counter_party(lantern)
    at(SEASON)
    assert sweep_obligations() >= 5
    assert sweep_obligations() == 0
    campaign = Campaign.objects.get(type__code="OB-DCAA")
    owed = {row.owner: row for row in campaign.obligations.select_related("type", "participant")}
    return SimpleNamespace(campaign=campaign, qse=owed[lantern.qse], re=owed[lantern.re], mesa=owed[mesa.qse], all=owed)


def my_page(page: Page, base: str, row: Obligation) -> None:
    page.goto(base + row.get_my_url())


def hand_in(page: Page, name: str) -> None:
    page.get_by_role("link", name="Hand in", exact=True).click()
    page.get_by_label("Documents").set_input_files([pdf(name)])
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Handed in. The reviewers look at it now.")).to_be_visible()


def test_a_certificate_audit_season(
    signed: SignIn,
    live_server: Any,
    season: SimpleNamespace,
    lantern: SimpleNamespace,
    member: User,
    outsider: User,
    manager: User,
    senior: User,
    legal: User,
    supervisor: User,
    at: At,  # noqa: F811
) -> None:
    base = live_server.url
    everyone_owes_it(season, lantern, member, outsider)
    a_form_is_handed_in_returned_and_accepted(signed, base, season, member, legal)
    more_time_is_asked_with_a_plan(signed, base, season, member, legal)
    nobody_sees_anothers_state(signed, base, season, outsider)
    at(REMINDED)
    the_missing_are_reminded_and_listed(season, member, outsider, manager, senior)
    the_supervisor_sees_how_far_each_manager_is(signed, base, season, supervisor)
    at(LATE)
    one_late_form_escalates_alone(signed, base, season, senior, supervisor)


def everyone_owes_it(season: SimpleNamespace, lantern: SimpleNamespace, member: User, outsider: User) -> None:
    """Every registration and the Counter-Party, each with its clock; people hear once for all of theirs."""
    assert set(season.all) >= {lantern.qse, lantern.re, lantern.participant.counter_party}
    assert {row.due_on for row in season.all.values()} == {date(2026, 10, 1)}
    assert told("announced").count(member.email) == 1
    (notice,) = mails_to(member.email, SEASON)
    assert "Prairie" not in notice.subject
    assert "/my/obligations/OB-" in notice.body
    assert OutboundMessage.objects.filter(recipient=outsider, kind__endswith="announced").exists()


def a_form_is_handed_in_returned_and_accepted(
    signed: SignIn, base: str, season: SimpleNamespace, member: User, legal: User
) -> None:
    page = signed(member)
    page.goto(f"{base}/my/")
    expect(page.get_by_role("link", name="Obligations").last).to_contain_text("3 to hand in, the next by Oct 1")
    my_page(page, base, season.qse)
    expect(page.get_by_text("30 days left").first).to_be_visible()
    page.get_by_role("link", name="Hand in", exact=True).click()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Add a document, or give the confirmation number")).to_be_visible()
    page.goto(base + season.qse.get_my_url())
    hand_in(page, "form L.pdf")
    assert clock_of(season.qse).outcome == "met"
    page = signed(legal)
    page.goto(base)
    page.get_by_role("link", name="Obligations to review").click()
    page.get_by_role("link", name="Digital Certificate Audit").first.click()
    page.get_by_role("link", name="Return").click()
    page.get_by_label("What is to be corrected").fill("The second page is missing")
    page.get_by_role("button", name="Return").click()
    expect(page.get_by_text("Returned; due 2026-10-01.")).to_be_visible()
    page.get_by_role("link", name="Add a note").click()
    page.get_by_label("Note").fill("As every year")
    page.get_by_role("button", name="Add note").click()
    expect(page.get_by_text("Noted, for the staff only.")).to_be_visible()
    assert told("returned") == [member.email]
    page = signed(member)
    my_page(page, base, season.qse)
    expect(page.get_by_text("The second page is missing").first).to_be_visible()
    expect(page.get_by_text("As every year")).to_have_count(0)
    hand_in(page, "form L, both pages.pdf")
    with page.expect_download() as download:
        page.get_by_role("link", name="form L, both pages.pdf").click()
    assert download.value.suggested_filename == "form L, both pages.pdf"
    page = signed(legal)
    page.goto(base + season.qse.get_absolute_url())
    page.get_by_role("link", name="Accept").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted.", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Hand in on behalf")).to_have_count(0)
    steps = ["generated", "submitted", "returned", "noted", "submitted", "accepted"]
    assert [verb for verb in recorded_of(season.qse) if verb in steps] == steps
    assert told("accepted") == [member.email]


def more_time_is_asked_with_a_plan(
    signed: SignIn, base: str, season: SimpleNamespace, member: User, legal: User
) -> None:
    page = signed(member)
    my_page(page, base, season.re)
    page.get_by_role("link", name="Ask for more time").click()
    expect(page.get_by_text("At most 6 months, until Apr 1, 2027.")).to_be_visible()
    page.get_by_label("Until").fill("2027-04-02")
    page.get_by_label("Plan", exact=True).fill(PLAN)
    page.get_by_role("button", name="Ask for more time").click()
    expect(page.get_by_text("The longest extension is 6 months")).to_be_visible()
    page.get_by_label("Until").fill("2026-11-30")
    page.get_by_role("button", name="Ask for more time").click()
    expect(page.get_by_text("You asked for more time, until Nov 30, 2026.")).to_be_visible()
    page = signed(legal)
    page.goto(f"{base}/participants/obligations/review/?view=extension")
    expect(page.get_by_text(PLAN)).to_be_visible()
    page.get_by_role("link", name="Digital Certificate Audit").first.click()
    page.get_by_role("link", name="Grant").click()
    page.get_by_label("Reason").fill("A sound plan")
    page.get_by_role("button", name="Grant").click()
    expect(page.get_by_text("Granted; due 2026-11-30.")).to_be_visible()
    season.re.refresh_from_db()
    assert season.re.due_on == date(2026, 11, 30)
    assert told("extension_granted") == [member.email]


def nobody_sees_anothers_state(signed: SignIn, base: str, season: SimpleNamespace, outsider: User) -> None:
    page = signed(outsider)
    page.goto(f"{base}/my/obligations/")
    expect(page.get_by_text("QLANTERN")).to_have_count(0)
    assert page.locator("tbody tr").count() == sum(row.participant_id == season.mesa.participant_id for row in owed())
    document = season.qse.rounds.first().evidence.get().document
    closed = [season.qse.get_my_url(), f"{season.qse.get_my_url()}submit/", f"/my/obligations/files/{document.ref}/"]
    for address in [*closed, season.campaign.get_absolute_url(), season.qse.get_absolute_url()]:
        assert status_of(page, base + address) == 404, address


def owed() -> Any:
    return Obligation.objects.open_on(date(2026, 9, 1))


def the_missing_are_reminded_and_listed(
    season: SimpleNamespace, member: User, outsider: User, manager: User, senior: User
) -> None:
    """On the 18th whoever has not filed is reminded; that Friday each manager hears who is missing."""
    sweep_deadlines(now=REMINDED)
    about = set(OutboundMessage.objects.filter(kind__endswith="obligation.ahead").values_list("about_ref", flat=True))
    assert season.mesa.ref in about
    assert not about & {season.qse.ref, season.re.ref}
    assert tell_what_is_missing(now=REMINDED) == 2
    assert tell_what_is_missing(now=REMINDED) == 0
    assert told("missing") == sorted([manager.email, senior.email])
    mails = mails_to(senior.email, REMINDED)
    assert any("OB-DCAA 2026: 2" in message.body for message in mails)


def the_supervisor_sees_how_far_each_manager_is(
    signed: SignIn, base: str, season: SimpleNamespace, supervisor: User
) -> None:
    page = signed(supervisor)
    page.goto(f"{base}/participants/obligations/campaigns/")
    page.get_by_role("link", name="Digital Certificate Audit").click()
    expect(page.get_by_text("1 of 5 filed")).to_be_visible()
    rows = page.locator("table.campaigns tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Dana Manager").get_by_role("img", name="1 accepted, 2 not filed")).to_be_visible()
    expect(rows.filter(has_text="Ruth Senior").get_by_role("img", name="2 not filed")).to_be_visible()
    expect(page.get_by_role("img", name="1 accepted, 4 not filed")).to_be_visible()
    page.get_by_role("link", name="Ruth Senior").click()
    missing = page.locator("#who tbody tr")
    expect(missing).to_have_count(2)
    expect(page.get_by_text("Only of participants of Ruth Senior.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    listed = download.value.path().read_text(encoding="utf-8-sig")
    assert "QMESA" in listed
    assert "LANTERN" not in listed


def one_late_form_escalates_alone(
    signed: SignIn, base: str, season: SimpleNamespace, senior: User, supervisor: User
) -> None:
    """Five days after 1 October those that are late escalate, each alone; the extended one runs on."""
    sweep_deadlines(now=LATE)
    rows = OutboundMessage.objects.filter(kind__endswith="obligation.escalated")
    escalated = set(rows.values_list("about_ref", flat=True))
    assert season.mesa.ref in escalated
    assert not {season.qse.ref, season.re.ref} & escalated
    assert {senior.email, supervisor.email} <= set(told("escalated"))
    page = signed(senior)
    page.goto(base)
    page.get_by_role("link", name="Obligations overdue").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    expect(page.get_by_text("5 days late").first).to_be_visible()
