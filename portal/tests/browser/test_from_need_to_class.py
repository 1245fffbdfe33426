"""From a pattern of alike cases to a class and its measured effect (scenario SC-10), in a real browser."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from participants.tests.factories import MarketRoleFactory, RegistrationFactory
from portal.calendars.actions.catalog import load_calendars
from portal.outbox.models import Notification
from portal.tests.browser.conftest import arrived
from portal.tests.browser.seasons import At, at, mails_to, recorded_of, status_of  # noqa: F401 - `at` is a fixture
from training.actions.need_sweep import follow_held, measure_due
from training.actions.reminding import remind
from training.models import Certificate, Course, CourseSession, Enrollment, TrainingNeed
from training.tests.factories import CourseFactory

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
PROPOSED = datetime(2026, 4, 8, 14, 0, tzinfo=UTC)
DAY = date(2026, 5, 20)  # a Wednesday, 13:30 to 17:00 Central
BEFORE = datetime(2026, 5, 19, 15, 0, tzinfo=UTC)
OVER = datetime(2026, 5, 20, 22, 30, tzinfo=UTC)
MEASURED = datetime(2026, 8, 19, 15, 0, tzinfo=UTC)
TITLE = "Inadvertent gains: returning a customer"
LINK = "https://meet.example/gains"


@pytest.fixture
def course(lantern: SimpleNamespace) -> Course:
    """A course with a test, and two roles it is for; Prairie Lantern has one of them, Blue Mesa none."""
    load_calendars(now=PROPOSED)
    MarketRoleFactory(code="TDSP")
    RegistrationFactory(participant=lantern.participant, role=MarketRoleFactory(code="LSE-CR-REP"))
    return CourseFactory(code="IAG", title="Inadvertent gains", tested=True)


def test_sc_10_from_ticket_pattern_to_class(
    signed: SignIn,
    live_server: Any,
    course: Course,
    lantern: SimpleNamespace,
    org_admin: User,
    member: User,
    outsider: User,
    manager: User,
    senior: User,
    coordinator: User,
    at: At,  # noqa: F811
) -> None:
    base = live_server.url
    at(PROPOSED)
    need = a_manager_proposes(signed(manager), base)
    the_senior_designs(signed(senior), base, need, coordinator)
    another_one_reviews(signed(coordinator), base, need)
    session = it_is_scheduled(signed(coordinator), base, need, course)
    the_administrator_is_invited(signed, base, session, lantern, org_admin, outsider)
    a_member_enrolls(signed(member), base, session, member)
    others_are_not_meant(signed(outsider), base, session)
    at(BEFORE)
    assert remind(now=BEFORE) == 1
    assert any("begins soon" in mail.subject for mail in mails_to(member.email, BEFORE))
    at(OVER)
    one_passes_and_one_fails(signed(coordinator), base, session)
    the_certificate_is_verified_by_anybody(signed(member), base, member, session)
    the_effect_is_measured(signed, base, need, session, senior, manager, at)


def put(page: Page, button: str, told: str, chosen: dict[str, str] | None = None, **fields: str) -> None:
    """Fill in a form by the names of its fields, send it, and wait for what the portal answers."""
    for name, value in (chosen or {}).items():
        page.locator(f"main select[name={name}]").select_option(value)
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form").get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text(told).first).to_be_visible()


def post(page: Page, path: str, **given: str) -> Any:
    """Send the form of a page without leaving it: of a refusal the browser would complain."""
    page.goto(path)
    token = page.locator("input[name=csrfmiddlewaretoken]").last.get_attribute("value")
    return page.request.post(path, form={"csrfmiddlewaretoken": token, **given}, headers={"Referer": path})


def told(kind: str) -> set[str]:
    """Who heard of a kind of news, inside the portal."""
    return set(Notification.objects.filter(kind=f"training.{kind}").values_list("recipient__email", flat=True))


def a_manager_proposes(page: Page, base: str) -> TrainingNeed:
    """Level I sees the pattern and proposes; deciding is for others."""
    page.goto(f"{base}{reverse('training:need-list')}")
    page.get_by_role("link", name="Propose", exact=False).first.click()
    for code in ("LSE-CR-REP", "TDSP"):
        page.locator(f"main input[name=role_codes][value={code}]").check()
    problem = "Ten like tickets in ninety days: customers enrolled by mistake come back too late."
    put(page, "Propose", f"Proposed: {TITLE}.", {"course": "IAG"}, title=TITLE, problem=problem)
    need = TrainingNeed.objects.get()
    assert (need.state, need.proposed_by.email) == ("suggested", "manager@iso.example")
    assert status_of(page, f"{base}{need.get_absolute_url()}accept/") == 403
    assert "training@iso.example" in told("trainingneed.suggested")
    return need


def the_senior_designs(page: Page, base: str, need: TrainingNeed, reviewer: User) -> None:
    """The cases before are written down, then the outline; whoever wrote it does not approve it."""
    address = base + need.get_absolute_url()
    page.goto(address)
    page.get_by_role("link", name="Accept", exact=True).click()
    put(page, "Accept", f"Accepted: {TITLE}.", baseline_count="10", baseline_note="Tickets on inadvertent gains")
    expect(page.get_by_text("10 cases before.")).to_be_visible()
    page.get_by_role("link", name="Write the outline").click()
    put(page, "Save outline", "Saved.", outline="1. Why it happens\n2. Five days to give back\n3. Open-book test")
    page.get_by_role("link", name="Send for review").click()
    put(page, "Send for review", "Sent for review.", {"reviewer": reviewer.ref})
    assert status_of(page, f"{address}approve/") == 403
    assert told("trainingneed.accepted") == {"manager@iso.example"}
    assert told("trainingneed.to_review") == {reviewer.email}


def another_one_reviews(page: Page, base: str, need: TrainingNeed) -> None:
    page.goto(base + need.get_absolute_url())
    expect(page.get_by_text("Five days to give back")).to_be_visible()
    page.get_by_role("link", name="Approve", exact=True).click()
    put(page, "Approve", "Approved.")
    assert "senior@iso.example" in told("trainingneed.approved")


def it_is_scheduled(page: Page, base: str, need: TrainingNeed, course: Course) -> CourseSession:
    """Online, twelve seats, a link to join, for retailers and wires companies; published with an invitation."""
    page.goto(f"{base}{reverse('training:session-add')}?course={course.code}")
    page.locator("main input[name=format][value=online]").check()
    for code in ("LSE-CR-REP", "TDSP"):
        page.locator(f"main input[name=audience][value={code}]").check()
    day = {"days-0-day": DAY.isoformat(), "days-0-starts": "13:30", "days-0-ends": "17:00"}
    put(page, "Add session", "Added as a draft.", seats="12", link_url=LINK, instructors="Ruth Senior", **day)
    session = CourseSession.objects.get()
    assert (session.state, session.seats, session.audience) == ("draft", 12, ["LSE-CR-REP", "TDSP"])
    assert session.starts_at == datetime(2026, 5, 20, 18, 30, tzinfo=UTC)
    page.goto(f"{base}{need.get_absolute_url()}schedule/")
    put(page, "Schedule", "Scheduled.", {"session": session.ref})
    page.goto(base + session.get_absolute_url())
    page.get_by_role("link", name="Publish", exact=True).click()
    expect(page.get_by_text("1 administrator of companies")).to_be_visible()
    put(page, "Publish", "Published.")
    assert told("trainingneed.scheduled") == {"manager@iso.example", "senior@iso.example"}
    return session


def the_administrator_is_invited(
    signed: SignIn, base: str, session: CourseSession, lantern: SimpleNamespace, org_admin: User, outsider: User
) -> None:
    """By role: only administrators of companies it is meant for; one of them enters a colleague."""
    assert told("coursesession.invited") == {org_admin.email}
    assert mails_to(outsider.email, PROPOSED) == []
    page = signed(org_admin)
    page.goto(base + session.get_my_url())
    expect(page.get_by_text("companies registered as LSE-CR-REP, TDSP")).to_be_visible()
    page.get_by_role("link", name="Enroll people").click()
    page.get_by_label(lantern.contact.name).check()
    put(page, "Enroll", "Entered. Where each of them stands is shown below.")
    row = Enrollment.objects.get(contact=lantern.contact)
    assert (row.state, row.entered_as, row.entered_by) == ("seated", "administrator", org_admin)


def a_member_enrolls(page: Page, base: str, session: CourseSession, member: User) -> None:
    """The link is read by those alone who have a seat; the mail names the time and no company in its subject."""
    page.goto(base + session.get_my_url())
    expect(page.get_by_role("heading", name="Inadvertent gains", level=1)).to_be_visible()
    assert LINK not in page.content()
    page.get_by_role("link", name="Enroll", exact=True).click()
    put(page, "Enroll", "Enrolled: the seat is yours.")
    expect(page.get_by_role("link", name=LINK)).to_be_visible()
    for closed in (session.get_absolute_url(), reverse("training:session-results", args=[session.ref])):
        assert status_of(page, base + closed) == 404
    (mail,) = (one for one in mails_to(member.email, PROPOSED) if "You are enrolled" in one.subject)
    assert "Prairie" not in mail.subject
    assert "May 20, 2026" in mail.body


def others_are_not_meant(page: Page, base: str, session: CourseSession) -> None:
    refused = post(page, f"{base}{session.get_my_url()}enroll/")
    assert refused.status == 422
    assert "companies registered as LSE-CR-REP, TDSP" in refused.text()
    assert Enrollment.objects.count() == 2


def one_passes_and_one_fails(page: Page, base: str, session: CourseSession) -> None:
    """Both were there; 85 percent pass, 60 do not, and only whoever passed gets a certificate."""
    page.goto(f"{base}{session.get_absolute_url()}finish/")
    put(page, "Finish", "Finished.")
    results = base + reverse("training:session-results", args=[session.ref])
    page.goto(results)
    page.get_by_role("link", name="Check-in list").click()
    arrived(page, "Check-in list")
    put(page, "Mark the rest as present", "Saved: 2 marks changed.")
    page.get_by_role("link", name="Enter scores").click()
    page.get_by_label("Score of Mia Member in percent").fill("85")
    page.get_by_label("Score of lantern contact in percent").fill("60")
    put(page, "Enter the scores", "Entered.")
    page.get_by_role("link", name="Issue certificates").click()
    arrived(page, "Issue certificates")
    expect(page.get_by_role("row", name="lantern contact")).to_contain_text("Has not passed the test")
    put(page, "Issue certificates", "Issued: 1 certificate.")
    expect(page.get_by_role("row", name="Mia Member")).to_contain_text(Certificate.objects.get().number)
    rows = {row.contact.name: row.results.get() for row in Enrollment.objects.select_related("contact")}
    assert {name: (row.percent, row.passed) for name, row in rows.items()} == {
        "Mia Member": (85, True),
        "lantern contact": (60, False),
    }


def the_certificate_is_verified_by_anybody(page: Page, base: str, member: User, session: CourseSession) -> None:
    """The person reads the whole of it, strangers that it counts, and a forged number is none."""
    certificate = Certificate.objects.get()
    assert (certificate.contact.user, certificate.completed_on) == (member, DAY)
    assert any("Certificate issued" in mail.subject for mail in mails_to(member.email, OVER))
    page.goto(f"{base}{reverse('my-training')}")
    expect(page.get_by_text(certificate.number).first).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{base}{reverse('verify')}")
    page.locator("[name=number]").fill(certificate.number)
    page.get_by_role("button", name="Verify", exact=True).click()
    arrived(page, "This certificate is valid")
    assert member.name not in page.content()
    page.locator("[name=name]").fill(member.name)
    page.get_by_role("button", name="Compare the name").click()
    expect(page.get_by_text("Yes, the certificate bears this name.")).to_be_visible()
    forged = certificate.number[:-1] + ("2" if certificate.number[-1] != "2" else "3")
    assert status_of(page, base + reverse("verify-number", args=[forged])) == 404
    enrollment = recorded_of(certificate.enrollment)
    assert [verb for verb in enrollment if verb in ("seated", "attendance_marked", "tested")] == [
        "seated",
        "attendance_marked",
        "tested",
    ]
    assert [verb for verb in recorded_of(session) if verb in ("added", "published", "finished")] == [
        "added",
        "published",
        "finished",
    ]


def the_effect_is_measured(
    signed: SignIn,
    base: str,
    need: TrainingNeed,
    session: CourseSession,
    senior: User,
    manager: User,
    at: At,  # noqa: F811
) -> None:
    """Ninety days after the session the senior hears that the cases are to be counted, and closes the need."""
    assert follow_held(now=OVER) == 1
    need.refresh_from_db()
    session.refresh_from_db()
    assert (need.state, need.measure_at) == ("held", session.ends_at + timedelta(days=90))
    assert measure_due(now=need.measure_at - timedelta(minutes=1)) == 0
    at(MEASURED)
    assert measure_due(now=MEASURED) == 1
    assert told("trainingneed.measured") == {senior.email}
    address = base + need.get_absolute_url()
    assert status_of(signed(manager), f"{address}close/") == 403
    page = signed(senior)
    page.goto(address)
    page.get_by_role("link", name="Close", exact=True).click()
    note = "Four tickets in ninety days; two of them by companies that did not come."
    put(page, "Close", f"Closed: {TITLE}.", effect_count="4", effect_note=note)
    expect(page.locator("figcaption")).to_have_text("10 before, 4 after: 60 % fewer")
    expect(page.get_by_text(note)).to_be_visible()
    assert manager.email in told("trainingneed.closed")
    steps = ["proposed", "accepted", "outlined", "sent_for_review", "approved"]
    assert recorded_of(need) == [*steps, "scheduled", "held", "measured", "closed"]
