"""A supervisor's morning: the load of each manager, breaches, an absent colleague covered for two weeks by keyboard, a
sample of released answers, opened restricted participants; in the end no account is without an owner."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.actions.topics import load_topics
from accounts.models import User
from issues.actions.coaching_catalog import load_reviews
from issues.actions.coaching_draw import draw_for
from issues.models import Issue, ReviewPolicy
from issues.tests.factories import CommentFactory, IssueFactory
from participants.actions.coverage import check_coverage
from participants.actions.follow_ups import add_follow_up
from participants.actions.glass_breaks import break_glass
from participants.actions.hand_over_steps import go_on
from participants.models import Assignment, CoverageGap, HandOver
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory, ParticipantFactory, RegistrationFactory
from portal.calendars.actions.clocks import start_clock
from portal.scoping.today import market_day
from portal.tests.browser.conftest import arrived

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
OPENED = "Called at night about an outage"
PAGES = (
    "/",
    "/balance/",
    "/balance/unowned/",
    "/issues/?view=late&whose=all",
    "/answer-reviews/?view=all",
    "/participants/coverage/",
)


@pytest.fixture
def department(
    live_server: Any,
    lantern: SimpleNamespace,
    restricted: SimpleNamespace,
    manager: User,
    senior: User,
    colleague: User,
    supervisor: User,
) -> SimpleNamespace:
    """The manager has a breached issue, three more participants and five answers of last week; two have nobody."""
    now = datetime.now(UTC)
    load_deadlines(now)
    load_topics(now=now)
    load_reviews(now=now)
    today = market_day(now)
    issue = IssueFactory(participant=lantern.participant, owner=manager, title="Statement differs", severity=2)
    week = today - timedelta(days=today.weekday() + 7)
    start_clock(
        subject=issue,
        kind="first-response",
        label="First response",
        calendar="ercot-business",
        fixed_day=week,
        by=None,
        now=now - timedelta(days=30),
    )
    for number in range(8):
        at = datetime(week.year, week.month, week.day, 15, tzinfo=UTC) + timedelta(days=1, hours=number)
        CommentFactory(issue=issue, side="operator", author=manager, author_name=manager.name, text=f"{number}", at=at)
    ReviewPolicy.objects.update(least=5, most=5, share=0)
    draw_for(person=manager, week=week, policy=ReviewPolicy.objects.get(level=manager.level), now=now)
    add_follow_up(participant=lantern.participant, title="Call about the flight", in_days=3, by=manager, now=now)
    held = [ParticipantFactory(name=name) for name in ("Alder", "Birch", "Cedar")]
    for company in held:
        AssignmentFactory(participant=company, person=manager, starts_on=today - timedelta(days=90))
    alone = ParticipantFactory(name="All alone")
    RegistrationFactory(participant=alone)
    orphan = IssueFactory(participant=lantern.participant, title="Nobody asked me")
    break_glass(participant=restricted.participant, by=colleague, now=now, reason=OPENED)
    check_coverage(now=now)
    return SimpleNamespace(now=now, today=today, issue=issue, held=held, alone=alone, orphan=orphan)


def test_a_supervisors_morning(
    signed: SignIn,
    live_server: Any,
    department: SimpleNamespace,
    lantern: SimpleNamespace,
    restricted: SimpleNamespace,
    manager: User,
    senior: User,
    colleague: User,
    supervisor: User,
) -> None:
    page = signed(supervisor)
    page.set_viewport_size({"width": 1440, "height": 900})
    _looks_at_the_load(page, live_server.url, manager)
    _moves_two_and_takes_them_back(page, live_server.url, manager, colleague, department)
    _covers_the_absent_manager(page, live_server.url, manager, department)
    _leaves_nothing_without_an_owner(page, live_server.url, department)
    _looks_at_quality_and_oversight(page, live_server.url, restricted, manager)
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (*PAGES, f"/balance/{manager.ref}/", f"/balance/{colleague.ref}/cover/"):
        answer = page.goto(live_server.url + address)
        assert answer, address
        assert answer.ok, address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    assert go_on(now=department.now + timedelta(days=15)) >= 1
    later = department.today + timedelta(days=14)
    assert Assignment.objects.on(later).get(participant=lantern.participant, kind="primary").person == manager


def _looks_at_the_load(page: Page, base: str, manager: User) -> None:
    """From the home to the row of the manager, and to the very breach that it counts."""
    page.goto(base)
    page.get_by_role("main").get_by_role("link", name="Balance").click()
    arrived(page, "Balance")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=manager.name, exact=True))
    expect(row.get_by_role("cell").nth(2)).to_have_text("4")
    row.get_by_role("cell").nth(7).get_by_role("link", name="1").click()
    arrived(page, "Issues")
    expect(page.get_by_role("link", name="Statement differs")).to_be_visible()


def _moves_two_and_takes_them_back(page: Page, base: str, manager: User, to: User, department: SimpleNamespace) -> None:
    """By keyboard alone: two ticked in one stroke, previewed, moved, and taken back."""
    page.goto(f"{base}/balance/{manager.ref}/")
    arrived(page, f"Work of {manager.name}")
    page.locator("main").press("j")
    page.get_by_role("link", name="Alder").focus()
    for key in ("x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    for name in ("Alder", "Birch", "Cedar"):
        expect(page.get_by_label(f"Tick {name}")).to_be_checked()
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.keyboard.press("t")
    expect(page.get_by_label("To", exact=True)).to_be_focused()
    page.get_by_label("To", exact=True).select_option(to.ref)
    page.get_by_role("link", name="Alder").focus()
    page.keyboard.press("p")
    arrived(page, "Move work")
    expect(page.get_by_role("row").filter(has_text=to.name).first).to_contain_text("+4")
    page.keyboard.press("m")
    arrived(page, f"{manager.name} to {to.name}")
    expect(page.get_by_text("Moved: 2 participants.")).to_be_visible()
    assert Assignment.objects.today().filter(person=to, participant__in=department.held).count() == 2
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("dialog").get_by_role("button", name="Take back").click()
    expect(page.get_by_text("It is taken back")).to_be_visible()
    assert Assignment.objects.today().filter(person=manager, participant__in=department.held).count() == 3


def _covers_the_absent_manager(page: Page, base: str, manager: User, department: SimpleNamespace) -> None:
    """Two weeks are proposed, with a stand-in for each participant."""
    page.goto(f"{base}/balance/{manager.ref}/")
    page.keyboard.press("c")
    arrived(page, f"{manager.name} is away")
    last_day = department.today + timedelta(days=13)
    expect(page.get_by_label("Last day away")).to_have_value(last_day.isoformat())
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Load before and after")).to_be_visible()
    page.get_by_label("What to know of it").fill("No network in the mountains.")
    page.get_by_role("button", name="Hand over 4 participants").click()
    expect(page.get_by_text(f"in for {manager.name}.")).to_be_visible()
    made = HandOver.objects.filter(person=manager, kind="temporary", state="running")
    assert {one.ends_on for one in made} == {last_day}
    assert not Assignment.objects.today().filter(person=manager, kind="primary").exists()


def _leaves_nothing_without_an_owner(page: Page, base: str, department: SimpleNamespace) -> None:
    page.goto(f"{base}/balance/unowned/")
    expect(page.get_by_role("link", name="All alone").first).to_be_visible()
    page.keyboard.press("p")
    arrived(page, "Move work")
    page.get_by_role("button", name="Move 2 rows").click()
    expect(page.get_by_text("Moved: 1 participant, 1 issue.")).to_be_visible()
    page.goto(f"{base}/balance/")
    expect(page.get_by_text("Every account has an owner")).to_be_visible()
    assert not CoverageGap.objects.open().exists()
    assert Assignment.objects.today().filter(participant=department.alone, kind="primary").exists()
    assert Issue.objects.filter(pk=department.orphan.pk).exists()


def _looks_at_quality_and_oversight(page: Page, base: str, restricted: SimpleNamespace, manager: User) -> None:
    """Five of last week's answers were drawn; an opened restricted participant is marked; the month is taken along."""
    page.goto(f"{base}/answer-reviews/?view=all")
    arrived(page, "Reviews of answers")
    expect(page.get_by_role("table").get_by_role("link", name="Statement differs")).to_have_count(5)
    page.goto(f"{base}/control/")
    arrived(page, "Control")
    row = page.get_by_role("row").filter(has_text=OPENED)
    expect(row.get_by_role("link", name=restricted.participant.name)).to_be_visible()
    row.get_by_text("Mark", exact=True).click()
    row.get_by_role("button", name="Fine").click()
    expect(page.get_by_text("Every opening was looked at")).to_be_visible()
    page.goto(f"{base}/reports/")
    page.get_by_role("link", name="Monthly service report").first.click()
    arrived(page, "Monthly service report")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").or_(page.get_by_role("button", name="CSV")).first.click()
    assert taken.value.suggested_filename.endswith(".csv")
    page.goto(f"{base}/admin/")
    expect(page.get_by_text(manager.name).first).to_be_visible()
