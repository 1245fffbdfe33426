"""How many statements pages and calls about sessions take: the same for 2 rows and for 20."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from participants.tests.factories import ContactFactory
from training.models import CourseSession, Recommendation
from training.tests.actions.classes import load_deadlines
from training.tests.factories import (
    CourseFactory,
    EnrollmentFactory,
    EnrollmentStepFactory,
    SessionDayFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db

# Session and person are one of them.
BUDGETS = {
    "list": 9,
    "calendar": 7,
    "detail": 16,
    "enrollment": 9,
    "my-list": 20,
    "my-calendar": 13,
    "my-session": 24,
    "my-enrollment": 13,
    "api-sessions": 8,
    "api-enrollments": 8,
}
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
STAFF = ("list", "calendar", "detail", "enrollment", "api-sessions", "api-enrollments")


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def session(now: datetime) -> CourseSession:
    load_deadlines(now)
    return planned(now, 0)


def planned(now: datetime, number: int) -> CourseSession:
    starts_at = (now + timedelta(days=20)).replace(day=15, hour=15, minute=0, second=0)
    row = SessionFactory(course=CourseFactory(), seats=90, starts_at=starts_at + timedelta(minutes=number))
    SessionDayFactory(session=row)
    SessionDayFactory(session=row, starts_at=row.starts_at + timedelta(days=1))
    return row


def people(session: CourseSession, rows: SimpleNamespace, count: int, first: int = 0) -> None:
    """As many seated and as many waiting, each with its log."""
    for number in range(first, first + count):
        for state, queued in (("seated", None), ("waiting", session.last_queued + number + 1)):
            contact = ContactFactory(participant=rows.participant)
            row = EnrollmentFactory(session=session, contact=contact, state=state, queued=queued)
            EnrollmentStepFactory(enrollment=row, state=state)


def address(page: str, session: CourseSession) -> str:
    month = f"?month={session.starts_at:%Y-%m}"
    return {
        "list": lambda: reverse("training:session-list"),
        "calendar": lambda: reverse("training:session-calendar") + month,
        "detail": lambda: reverse("training:session-detail", args=[session.ref]),
        "enrollment": lambda: session.enrollments.filter(state="waiting").first().get_absolute_url(),
        "my-list": lambda: reverse("my-session-list"),
        "my-calendar": lambda: reverse("my-session-calendar") + month,
        "my-session": lambda: reverse("my-session", args=[session.ref]),
        "my-enrollment": lambda: session.enrollments.filter(state="waiting").first().get_my_url(),
        "api-sessions": lambda: "/api/v1/sessions/?page_size=100",
        "api-enrollments": lambda: "/api/v1/enrollments/?page_size=100",
    }[page]()


def statements(client: Client, url: str) -> list[str]:
    """The statements of one page, the first visit's caches being warm."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured if not query["sql"].startswith(FRAME)]


@pytest.mark.parametrize("page", sorted(BUDGETS))
def test_pages_cost_the_same_for_2_rows_and_for_20(
    page: str, session: CourseSession, signed_in: Any, coordinator: User, org_admin: User, lantern: SimpleNamespace,
    now: datetime,
) -> None:  # fmt: skip
    people(session, lantern, 2)
    Recommendation.objects.create(course=session.course, role=lantern.qse.role)
    client, url = signed_in(coordinator if page in STAFF else org_admin), address(page, session)
    few = statements(client, url)
    assert len(few) <= BUDGETS[page], "\n".join(few)
    people(session, lantern, 18, first=2)
    for number in range(18):
        other = planned(now, number + 1)
        people(other, lantern, 1)
    assert len(statements(client, url)) == len(few)
