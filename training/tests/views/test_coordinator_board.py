"""The training coordinator's board: numbers that open what they count, and a fixed number of statements."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from portal.scoping.today import market_day
from training.actions.coverage import count_coverage
from training.models import CourseSession
from training.tests.actions.needing import DAY
from training.tests.actions.test_coverage import advise
from training.tests.factories import EnrollmentFactory, NeedFactory, SessionFactory
from training.tests.outcome_factories import CertificateFactory, EvaluationFactory
from training.tests.views.test_need_pages import page, statements

pytestmark = pytest.mark.django_db
BOARD = "training:coordinator-board"


def session(now: datetime, **given: Any) -> CourseSession:
    return SessionFactory(starts_at=now + DAY, ends_at=now + 2 * DAY, **given)


def something_of_everything(lantern: SimpleNamespace, now: datetime) -> None:
    full = session(now, title="Full house", seats=20, seats_taken=20, waiting=7, last_queued=7)
    EnrollmentFactory(session=full, contact=lantern.contact, state="requested", seated_at=None)
    NeedFactory()
    CertificateFactory(contact=lantern.contact, expires_on=market_day(now) + 30 * DAY)
    CertificateFactory(contact=lantern.contact, expires_on=market_day(now) + 300 * DAY)
    advise(f"C{CourseSession.objects.count()}", "QSE")
    count_coverage(now=now)


def evaluated(title: str, now: datetime, marks: list[int]) -> None:
    over = SessionFactory(title=title, starts_at=now - 3 * DAY, ends_at=now - 2 * DAY)
    for mark in marks:
        rated = dict.fromkeys(("content", "instructor", "materials", "organization", "usefulness"), mark)
        EvaluationFactory(enrollment=EnrollmentFactory(session=over), session=over, **rated)


@pytest.mark.parametrize("address", ["home", BOARD])
def test_every_number_opens_the_rows_it_counts(
    signed_in: Any, coordinator: User, lantern: SimpleNamespace, address: str
) -> None:
    something_of_everything(lantern, timezone.now())
    client = signed_in(coordinator)
    numbers = client.get(reverse(address)).context["numbers"][:5]
    assert {one.label: one.value for one in numbers} == {one.label: "1" for one in numbers}
    for one in numbers:
        shown = client.get(one.url)
        assert shown.status_code == 200, one.label
        assert shown.context["page"].total == one.value, one.label


def test_it_shows_fill_waiting_needs_and_what_was_not_liked(
    signed_in: Any, coordinator: User, lantern: SimpleNamespace
) -> None:
    now = timezone.now()
    something_of_everything(lantern, now)
    evaluated("Liked", now, [5, 4, 5])
    evaluated("Not liked", now, [2, 3, 3])
    evaluated("One voice", now, [1])
    text = page(signed_in(coordinator), reverse(BOARD))
    assert "20 of 20" in text
    assert "7 waiting" in text
    assert "2.7" in text
    assert "Not liked" in text
    assert ">Liked<" not in text
    assert "One voice" not in text


def test_certificates_of_restricted_participants_are_counted_for_nobody_who_may_not_see_them(
    signed_in: Any, manager: User, restricted: SimpleNamespace
) -> None:
    CertificateFactory(contact=restricted.contact, expires_on=market_day(timezone.now()) + timedelta(days=5))
    client = signed_in(manager)
    ending = next(one for one in client.get(reverse(BOARD)).context["numbers"] if one.label == "Certificates ending")
    assert ending.value == "0"
    assert "Quiet Harbor" not in page(client, ending.url)


@pytest.mark.parametrize(("address", "most"), [("home", 13), (BOARD, 10), ("training:coverage-ending", 6)])
def test_it_costs_the_same_for_2_rows_and_for_12(
    signed_in: Any, coordinator: User, lantern: SimpleNamespace, address: str, most: int
) -> None:
    client, url, now = signed_in(coordinator), reverse(address), timezone.now()

    def grow(count: int) -> None:
        for _ in range(count):
            something_of_everything(lantern, now)
            evaluated("Not liked", now, [2, 2, 2])

    grow(2)
    few = statements(client, url)
    assert len(few) <= most, "\n".join(few)
    grow(10)
    many = statements(client, url)
    assert len(many) == len(few), "\n".join(many)
