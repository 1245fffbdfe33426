"""Many callers at once, each on a connection of its own: no seat is given twice and no number is missing."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, local
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from participants.actions.contacts import add_contact
from participants.models import Contact
from participants.tests.factories import ContactFactory, ParticipantFactory
from portal.calendars.models import Clock
from portal.lifecycle.refusals import Refused
from training.actions.enrolling import enroll
from training.actions.offers import accept_offer, lapse_offers
from training.actions.withdrawing import withdraw
from training.models import CourseSession, Enrollment
from training.tests.actions.classes import inside, load_deadlines, people, require_true_counters, states
from training.tests.factories import SessionFactory

pytestmark = pytest.mark.django_db(transaction=True)

POOL = 32
COMPANIES = 4


@pytest.fixture(autouse=True)
def calendars(now: datetime) -> None:
    load_deadlines(now)


def at_once(calls: Sequence[Callable[[], Any]], pool: int | None = None) -> list[Any]:
    """Run the calls through so many connections, all of which begin at the same moment; a refusal is its reason."""
    size = pool or len(calls)
    start, own = Barrier(size), local()

    def run(call: Callable[[], Any]) -> Any:
        if not getattr(own, "ready", False):
            connection.ensure_connection()
            own.ready = True
            start.wait(timeout=120)
        try:
            return call()
        except Refused as refusal:
            return refusal.reason

    def close(_one: int) -> None:
        done.wait(timeout=120)
        connection.close()

    done = Barrier(size)
    with ThreadPoolExecutor(size) as workers:
        results = list(workers.map(run, calls))
        list(workers.map(close, range(size)))
    return results


def entering(session: CourseSession, contact: Contact, by: User, now: datetime) -> Callable[[], Enrollment]:
    return lambda: enroll(session=session, participant=contact.participant, contact=contact, by=by, now=now)


def test_two_hundred_people_at_once_for_thirty_seats_and_then_ten_withdrawals(coordinator: User, now: datetime) -> None:
    session = SessionFactory(seats=30)
    companies = ParticipantFactory.create_batch(COMPANIES)
    contacts = [ContactFactory(participant=companies[number % COMPANIES]) for number in range(200)]
    calls = [entering(session, contact, coordinator, now) for contact in contacts]
    assert all(isinstance(one, Enrollment) for one in at_once(calls, POOL))
    rows = Enrollment.objects.filter(session=session)
    assert rows.filter(state="seated").count() == 30
    # Rows are written under the session's lock, so their keys tell in which order it was held.
    in_lock_order = list(rows.order_by("pk").values_list("state", "queued"))
    assert in_lock_order == [("seated", None)] * 30 + [("waiting", number) for number in range(1, 171)]
    assert list(rows.with_position().values_list("position", flat=True)) == list(range(1, 171))
    require_true_counters(session)
    assert (session.seats_taken, session.waiting, session.last_queued) == (30, 170, 170)

    leaving = list(rows.filter(state="seated").order_by("?")[:10])
    at_once([lambda row=row: withdraw(enrollment=row, by=coordinator, now=now, reason="Ill") for row in leaving])
    offered = rows.filter(state="offered").order_by("queued")
    assert list(offered.values_list("queued", flat=True)) == list(range(1, 11))
    assert Clock.objects.filter(kind="seat-offer").count() == 10
    require_true_counters(session)
    assert (session.seats_taken, session.waiting) == (30, 160)


def test_people_of_one_company_in_several_sessions_do_not_wait_in_a_circle(
    lantern: SimpleNamespace, mesa: SimpleNamespace, coordinator: User, manager: User, now: datetime
) -> None:
    """Enrolling, withdrawing and writing contacts of the same two companies: each takes its locks in one order."""
    sessions = [SessionFactory(seats=1), SessionFactory(seats=1)]
    calls: list[Callable[[], Any]] = []
    for session in sessions:
        seated = entering(session, lantern.contact, coordinator, now)()
        entering(session, mesa.contact, coordinator, now)()
        calls.append(lambda row=seated: withdraw(enrollment=row, by=coordinator, now=now, reason="Ill"))
        for rows in (lantern, mesa):
            calls += [entering(session, one, coordinator, now) for one in people(rows.participant, 3)]
    for number in range(4):
        calls.append(
            lambda number=number: add_contact(
                participant=lantern.participant, by=manager, now=now, name="New", email=f"new{number}@lantern.example"
            )
        )
    assert not [one for one in at_once(calls) if isinstance(one, str)]
    for session in sessions:
        assert sorted(states(session)) == ["offered"] + ["waiting"] * 6 + ["withdrawn"]
        require_true_counters(session)


def test_the_last_seat_is_taken_once(lantern: SimpleNamespace, coordinator: User, now: datetime) -> None:
    session = SessionFactory(seats=1)
    rows = at_once([entering(session, one, coordinator, now) for one in people(lantern.participant, 2)])
    assert sorted(row.state for row in rows) == ["seated", "waiting"]
    require_true_counters(session)


def test_one_person_is_entered_once(
    lantern: SimpleNamespace, org_admin: User, coordinator: User, now: datetime
) -> None:
    session = SessionFactory()
    terms = {"session": session, "participant": lantern.participant, "now": now}
    results = at_once([lambda: inside(org_admin, enroll, **terms)] * 3)
    assert len([one for one in results if isinstance(one, str) and "already" in one]) == 2
    assert Contact.objects.filter(user=org_admin).count() == 1


def test_a_withdrawal_beside_an_enrollment_leaves_no_seat_empty_and_none_taken_twice(
    lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    session = SessionFactory(seats=1)
    first, second = people(lantern.participant, 2)
    row = entering(session, first, coordinator, now)()
    at_once(
        [
            lambda: withdraw(enrollment=row, by=coordinator, now=now, reason="Ill"),
            entering(session, second, coordinator, now),
        ]
    )
    assert states(session) in (["withdrawn", "offered"], ["withdrawn", "seated"])
    require_true_counters(session)
    assert session.seats_left == 0


def test_two_sweeps_end_an_offer_once_and_who_accepts_late_is_told(
    lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    session = SessionFactory(seats=1)
    rows = [entering(session, one, coordinator, now)() for one in people(lantern.participant, 3)]
    withdraw(enrollment=rows[0], by=coordinator, now=now, reason="Ill")
    late = now + timedelta(days=2)
    results = at_once(
        [
            *[lambda: lapse_offers(now=late)] * 3,
            lambda: accept_offer(enrollment=rows[1], by=coordinator, now=late),
        ]
    )
    assert sorted(results[:3]) == [0, 0, 1]
    assert isinstance(results[3], str)
    assert states(session) == ["withdrawn", "lapsed", "offered"]
    assert rows[1].steps.count() == 3
    require_true_counters(session)
