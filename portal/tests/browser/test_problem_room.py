"""A storage resource misses its synchronization date (scenario SC-03): a problem room with three departments.

The participant and its QSE's people read released answers and nothing else; the QSE sees no more than it was granted.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import Department, User
from accounts.tests.factories import DepartmentFactory, PersonFactory, SpecialistFactory, StaffFactory
from issues.actions.conversation import note_issue
from issues.actions.escalation_sweep import sweep_escalations
from issues.actions.opening import open_issue
from issues.actions.referral_times import load_referral_times
from issues.actions.watching import watch
from issues.choices import NoteKind, Side, WatchReason
from issues.models import Category, Escalation, Issue, Referral
from issues.tests.factories import CategoryFactory
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AgentMembershipFactory
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.scoping import wall
from portal.testing import acting
from portal.tests.browser.conftest import arrived
from portal.tests.browser.seasons import At, at, mails_to, status_of  # noqa: F401 - `at` is a fixture

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
MORNING = datetime(2026, 4, 8, 14, 0, tzinfo=UTC)  # a Wednesday, nine o'clock
NEXT = MORNING + timedelta(days=1, hours=2)
# What only the staff may read.
INNER = ("Resource Integration", "Telemetry Support", "Metering", "Problem room", "loose cable 4711", "suspect points")


@pytest.fixture
def room(lantern: SimpleNamespace, member: User, manager: User) -> SimpleNamespace:
    """The company's issue about its unit and another one about its load; three departments with a specialist each."""
    load_deadlines(MORNING)
    load_referral_times(now=MORNING)
    category = CategoryFactory(code="PO-COMMISSIONING", name="Resource commissioning", departments=["RI"])
    people = {}
    for code, name in (("RI", "Resource Integration"), ("EMS", "Telemetry Support"), ("MET", "Metering")):
        department = DepartmentFactory(code=code, name=name, lead=StaffFactory(name=f"Lead of {code}"))
        people[code] = SpecialistFactory(name=f"Specialist of {code}", department=department)
    qse = PersonFactory(name="Quentin Qse", email="desk@brazo.example")
    grant = AgentMembershipFactory(user=qse, participant=lantern.participant, narrowed=True)
    grant.registrations.set([lantern.re])
    unit = _open(lantern, member, category, "Unit misses its synchronization date", lantern.re)
    load = _open(lantern, member, category, "Load of another registration", lantern.qse)
    for issue in (unit, load):
        watch(issue, side=Side.PARTICIPANT, user=qse, reason=WatchReason.ADDED, by=manager, now=MORNING)
    return SimpleNamespace(unit=unit, load=load, people=people, qse=acting(qse))


def _open(lantern: SimpleNamespace, member: User, category: Category, title: str, registration: Any) -> Issue:
    given = {"participant": lantern.participant, "category": category, "registration": registration, "severity": 2}
    with wall.inside(member.acting_for):
        return open_issue(title=title, text="What do we have to do?", by=member, now=MORNING, **given)


def test_sc_03_a_problem_room_with_three_departments(
    signed: SignIn,
    live_server: Any,
    room: SimpleNamespace,
    manager: User,
    supervisor: User,
    member: User,
    outsider: User,
    at: At,  # noqa: F811
) -> None:
    base = live_server.url
    at(MORNING)
    the_manager_asks_three_departments(signed(manager), base, room)
    one_answers_one_asks_back(signed, base, room, manager)
    at(NEXT)
    the_late_answer_escalates(signed(supervisor), base)
    the_answers_are_released(signed, base, room, manager)
    only_released_answers_are_read(signed(member), base, room)
    only_released_answers_are_read(signed(room.qse), base, room)
    assert status_of(signed(room.qse), base + room.load.get_my_url()) == 404
    assert status_of(signed(outsider), base + room.unit.get_my_url()) == 404
    the_participant_asks_for_more(signed(member), base, room)


def send(page: Page, address: str, heading: str, told: str, **fields: str) -> None:
    """Open a form, fill it in, send it, and wait for what the portal answers."""
    page.goto(address)
    arrived(page, heading)
    for name, value in fields.items():
        page.locator(f"main [name={name}]").fill(value)
    page.locator("main form.form .form-actions button").last.click()
    expect(page.get_by_text(told).first).to_be_visible()


def the_manager_asks_three_departments(page: Page, base: str, room: SimpleNamespace) -> None:
    for code, title in (("RI", "A new date"), ("EMS", "Two suspect points"), ("MET", "Are the meters ready?")):
        page.goto(base + room.unit.get_absolute_url())
        page.locator("#referrals").get_by_role("link", name="Ask a department").click()
        arrived(page, "Ask a department")
        page.locator("select[name=department]").select_option(str(Department.objects.get(code=code).pk))
        for name, value in (("title", title), ("question", "What is to be done?"), ("goal", "It is known")):
            page.locator(f"main [name={name}]").fill(value)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_text("Asked: ")).to_be_visible()
    expect(page.locator("#referrals li")).to_have_count(3)
    manager = room.unit.owner
    for kind, text in ((NoteKind.NOTE, "Problem room at three."), (NoteKind.DECISION, "We look for a new date.")):
        note_issue(issue=room.unit, by=manager, now=MORNING, text=text, kind=kind)


def question(code: str) -> Referral:
    return Referral.objects.get(department__code=code)


def one_answers_one_asks_back(signed: SignIn, base: str, room: SimpleNamespace, manager: User) -> None:
    page = signed(room.people["RI"])
    page.goto(base + reverse("home"))
    page.get_by_role("link", name="A new date").click()
    arrived(page, "A new date")
    expect(page.get_by_text("its name is not needed")).to_be_visible()
    assert "Prairie Lantern" not in page.content()
    assert room.unit.ref not in page.content()
    assert status_of(page, base + question("EMS").get_absolute_url()) == 404
    address = base + question("RI").get_absolute_url()
    send(page, f"{address}take/", "Take “A new date”", "You work on it.")
    send(page, f"{address}answer/", "Answer: A new date", "Answered.", text="Tuesday or Thursday, says the list.")
    address = base + question("EMS").get_absolute_url()
    send(
        signed(room.people["EMS"]), f"{address}ask-back/", "Ask back: Two suspect points", "Asked back.", text="Which?"
    )
    send(signed(manager), f"{address}ask-again/", "Ask again: Two suspect points", "Asked again.", text="Both.")


def the_late_answer_escalates(page: Page, base: str) -> None:
    """Telemetry had one day; the others have more."""
    sweep_deadlines(now=NEXT)
    assert sweep_escalations(now=NEXT) == 1
    assert Escalation.objects.get().referral == question("EMS")
    page.goto(base + reverse("issues:escalation-list"))
    page.get_by_role("link", name="E1: No answer of the department").click()
    arrived(page, "E1: department lead and senior account manager")
    expect(page.get_by_text("Nobody has written a plan yet.")).to_be_visible()
    lead = question("EMS").department.lead
    assert mails_to(lead.email, NEXT)


def the_answers_are_released(signed: SignIn, base: str, room: SimpleNamespace, manager: User) -> None:
    address = base + question("EMS").get_absolute_url()
    heading = "Answer: Two suspect points"
    send(signed(room.people["EMS"]), f"{address}answer/", heading, "Answered.", text="It is loose cable 4711.")
    page = signed(manager)
    for code, title, words in (
        ("RI", "A new date", "Two dates are left: Tuesday and Thursday."),
        ("EMS", "Two suspect points", "Please look at the cable of your gateway."),
    ):
        heading = f"Release the answer: {title}"
        send(page, f"{base}{question(code).get_absolute_url()}release/", heading, "was answered", text=words)
    page.goto(base + reverse("issues:referral-time"))
    expect(page.get_by_role("link", name="Telemetry Support")).to_be_visible()


def only_released_answers_are_read(page: Page, base: str, room: SimpleNamespace) -> None:
    page.goto(base + room.unit.get_my_url())
    arrived(page, room.unit.title)
    expect(page.get_by_text("Two dates are left: Tuesday and Thursday.")).to_be_visible()
    expect(page.get_by_text("Please look at the cable of your gateway.")).to_be_visible()
    assert [word for word in INNER if word.lower() in page.content().lower()] == []


def the_participant_asks_for_more(page: Page, base: str, room: SimpleNamespace) -> None:
    page.goto(base + room.unit.get_my_url())
    page.get_by_role("link", name="Ask for escalation").click()
    arrived(page, "Ask for escalation")
    page.locator("main [name=reason]").fill("The date moves again.")
    page.get_by_role("button", name="Ask for escalation").click()
    expect(page.get_by_text("A supervisor of client services was told.")).to_be_visible()
    assert Escalation.objects.filter(level="E2", cause="asked").count() == 1
