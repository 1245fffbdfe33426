"""A seat in a full session: the line, the offer and the link to join, in a real browser."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from portal.tests.browser.conftest import arrived
from training.actions.enrolling import enroll
from training.models import CourseSession, SessionLink
from training.tests.actions.classes import load_deadlines
from training.tests.factories import CourseFactory, SessionDayFactory, SessionFactory

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
TITLE = "Real-time desk"


@pytest.fixture
def full(live_server: Any, mesa: SimpleNamespace, coordinator: User) -> CourseSession:
    """Online, with one seat, which somebody of Blue Mesa has."""
    now = datetime.now(UTC)
    load_deadlines(now)
    starts_at = (now + timedelta(days=20)).replace(hour=15, minute=0, second=0, microsecond=0)
    course = CourseFactory(code="WMO-RT")
    session = SessionFactory(course=course, title=TITLE, format="online", place="", seats=1, starts_at=starts_at)
    SessionDayFactory(session=session)
    SessionLink.objects.create(session=session, url="https://join.example/room")
    enroll(session=session, participant=mesa.participant, contact=mesa.contact, by=coordinator, now=now)
    return session


def test_a_member_waits_is_offered_the_seat_and_joins(
    signed: SignIn, live_server: Any, full: CourseSession, member: User, mesa: SimpleNamespace, coordinator: User
) -> None:
    page = signed(member)
    page.goto(f"{live_server.url}/my/training/sessions/")
    page.get_by_role("link", name=TITLE).click()
    arrived(page, TITLE)
    expect(page.locator("main")).not_to_contain_text(mesa.contact.name)
    page.get_by_role("link", name="Join the waiting list").click()
    arrived(page, f"Enroll in {TITLE}")
    page.get_by_role("button", name="Join the waiting list").click()
    expect(page.get_by_text("You are at place 1 of 1 in the waiting list.")).to_be_visible()

    page = signed(coordinator)
    page.goto(live_server.url + full.get_absolute_url())
    expect(page.locator("#waiting")).to_contain_text(member.name)
    page.locator("#roster").get_by_role("link", name=mesa.contact.name).click()
    arrived(page, mesa.contact.name)
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_label("Reason").fill("Cannot come")
    page.get_by_role("button", name="Withdraw").click()
    arrived(page, TITLE)

    page = signed(member)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + full.get_my_url())
    expect(page.get_by_text("A seat is kept for you until")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Accept the seat").click()
    expect(page.get_by_text("You have a seat.")).to_be_visible()
    expect(page.get_by_role("link", name="https://join.example/room")).to_be_visible()
