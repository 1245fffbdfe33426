"""Seats that become free go down the line: by number, in business time, with a reason at each step."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.contacts import remove_contact
from participants.models import Membership
from participants.tests.factories import ContactFactory, MembershipFactory
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.calendars.tests.almanac import at
from portal.lifecycle.refusals import NotPermitted, Refused
from training.actions.enrolling import approve_enrollment, enroll
from training.actions.groups import enroll_group
from training.actions.leaving import withdraw_leavers
from training.actions.offer_clocks import follow_clocks
from training.actions.offers import accept_offer, decline_offer, fill_sessions, lapse_offers, make_offers
from training.actions.sessions import change_session
from training.actions.withdrawing import withdraw
from training.choices import EnrollmentState, Format
from training.models import CourseSession, Enrollment
from training.tests.actions.classes import (
    entered,
    inside,
    load_deadlines,
    people,
    require_true_counters,
    states,
    told,
    words,
)
from training.tests.factories import SessionFactory

pytestmark = pytest.mark.django_db

TOMORROW_NINE = at("2026-11-19 09:00")


@pytest.fixture(autouse=True)
def calendars(now: datetime) -> None:
    load_deadlines(now)


@pytest.fixture
def full(lantern: SimpleNamespace, coordinator: User, now: datetime) -> SimpleNamespace:
    """Two seats, both taken, and three people in the line."""
    session = SessionFactory(seats=2)
    rows = entered(session, people(lantern.participant, 5), by=coordinator, now=now)
    return SimpleNamespace(session=session, rows=rows)


def again(row: Enrollment) -> Enrollment:
    return Enrollment.objects.get(pk=row.pk)


def test_a_seat_that_becomes_free_is_offered_to_the_next_one_for_eight_business_hours(
    full: SimpleNamespace, org_admin: User, now: datetime
) -> None:
    inside(org_admin, withdraw, enrollment=full.rows[0], now=now, reason="On vacation")
    assert states(full.session) == ["withdrawn", "seated", "offered", "waiting", "waiting"]
    offered = again(full.rows[2])
    assert offered.offer_until == TOMORROW_NINE
    assert words(offered) == ["All seats are taken.", "A seat became free and you are next in line."]
    # Of whoever withdrew nothing is written at the one who is offered the seat.
    assert offered.steps.latest("pk").by is None
    assert AuditEvent.objects.get(verb="training.enrollment.offered").by is None
    clock = Clock.objects.get(subject_ref=offered.ref)
    assert (clock.due_at, clock.kind, clock.participant_id) == (TOMORROW_NINE, "seat-offer", offered.participant_id)
    # Who never signs in can't answer: so does whoever entered that person.
    assert told("enrollment.offered") == [offered.contact.email, offered.entered_by.email]
    require_true_counters(full.session)
    assert full.session.seats_left == 0


def test_who_accepts_sits_and_the_clock_is_met(
    lantern: SimpleNamespace, member: User, coordinator: User, now: datetime
) -> None:
    session = SessionFactory(seats=1)
    [first] = entered(session, [lantern.contact], by=coordinator, now=now)
    row = inside(member, enroll, session=session, participant=lantern.participant, now=now)
    with pytest.raises(Refused, match="No seat is offered"):
        inside(member, accept_offer, enrollment=row, now=now)
    withdraw(enrollment=first, by=coordinator, now=now, reason="Asked by phone")
    inside(member, accept_offer, enrollment=row, now=TOMORROW_NINE)
    assert again(row).state == EnrollmentState.SEATED
    assert Clock.objects.get().outcome == "met"
    assert told("enrollment.offered") == [member.email]
    assert told("enrollment.seated") == [member.email, lantern.contact.email]
    require_true_counters(session)


def test_an_offer_is_answered_by_its_own_people_only(
    full: SimpleNamespace, member: User, outsider: User, coordinator: User, now: datetime
) -> None:
    withdraw(enrollment=full.rows[0], by=coordinator, now=now, reason="Ill")
    with pytest.raises(NotPermitted):
        inside(member, accept_offer, enrollment=full.rows[2], now=now)
    with pytest.raises(NotPermitted, match="no such participant"):
        inside(outsider, decline_offer, enrollment=full.rows[2], now=now)
    with pytest.raises(NotPermitted, match="no such participant"):
        inside(outsider, withdraw, enrollment=full.rows[2], now=now, reason="Mine now")
    assert again(full.rows[2]).state == EnrollmentState.OFFERED


def test_a_seat_that_is_not_wanted_goes_on(full: SimpleNamespace, coordinator: User, now: datetime) -> None:
    withdraw(enrollment=full.rows[0], by=coordinator, now=now, reason="Ill")
    decline_offer(enrollment=full.rows[2], by=coordinator, now=now)
    assert states(full.session) == ["withdrawn", "seated", "withdrawn", "offered", "waiting"]
    assert Clock.objects.get(subject_ref=full.rows[2].ref).outcome == "canceled"
    require_true_counters(full.session)


def test_an_offer_holds_up_to_its_last_instant_and_then_goes_on(
    full: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    withdraw(enrollment=full.rows[0], by=coordinator, now=now, reason="Ill")
    assert lapse_offers(now=TOMORROW_NINE) == 0
    late = TOMORROW_NINE + timedelta(microseconds=1)
    with pytest.raises(Refused, match="expired"):
        accept_offer(enrollment=full.rows[2], by=coordinator, now=late)
    assert lapse_offers(now=late) == 1
    assert states(full.session) == ["withdrawn", "seated", "lapsed", "offered", "waiting"]
    assert Clock.objects.get(subject_ref=full.rows[2].ref).outcome == "missed"
    assert again(full.rows[2]).reason == "The offer was not answered in time."
    assert full.rows[2].contact.email in told("enrollment.lapsed")
    assert lapse_offers(now=late) == 0
    require_true_counters(full.session)


def test_close_to_the_start_the_seat_is_given_at_once(full: SimpleNamespace, coordinator: User, now: datetime) -> None:
    CourseSession.objects.filter(pk=full.session.pk).update(starts_at=at("2026-11-19 08:30"))
    withdraw(enrollment=full.rows[0], by=coordinator, now=now, reason="Ill")
    assert states(full.session) == ["withdrawn", "seated", "seated", "waiting", "waiting"]
    assert "close to the start" in words(full.rows[2])[-1]
    assert not Clock.objects.exists()


def test_nobody_withdraws_once_it_has_begun(full: SimpleNamespace, coordinator: User, now: datetime) -> None:
    begun = full.session.starts_at
    with pytest.raises(Refused, match="has begun"):
        withdraw(enrollment=full.rows[0], by=coordinator, now=begun, reason="Ill")
    with pytest.raises(Refused, match="reason"):
        withdraw(enrollment=full.rows[0], by=coordinator, now=now, reason=" ")
    withdraw(enrollment=full.rows[0], by=coordinator, now=now, reason="Ill")
    with pytest.raises(Refused, match="has ended: withdrawn"):
        withdraw(enrollment=full.rows[0], by=coordinator, now=now, reason="Ill")


def test_more_seats_are_offered_and_fewer_than_taken_refused(
    full: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    change_session(session=full.session, by=coordinator, now=now, seats=4)
    assert states(full.session) == ["seated", "seated", "offered", "offered", "waiting"]
    with pytest.raises(Refused, match="4 seats are taken"):
        change_session(session=full.session, by=coordinator, now=now, seats=3)
    change_session(session=full.session, by=coordinator, now=now, seats=None)
    assert states(full.session)[-1] == "offered"
    require_true_counters(full.session)


def test_a_changed_calendar_moves_the_end_of_an_offer(full: SimpleNamespace, coordinator: User, now: datetime) -> None:
    withdraw(enrollment=full.rows[0], by=coordinator, now=now, reason="Ill")
    later = TOMORROW_NINE + timedelta(days=1)
    Clock.objects.update(due_at=later)
    assert (follow_clocks(), follow_clocks()) == (1, 0)
    assert again(full.rows[2]).offer_until == later


def test_people_who_sit_together_are_offered_seats_all_at_once(
    lantern: SimpleNamespace, mesa: SimpleNamespace, coordinator: User, org_admin: User, now: datetime
) -> None:
    session = SessionFactory(seats=7)
    seated = entered(session, people(mesa.participant, 6), by=coordinator, now=now)
    trio = people(lantern.participant, 3)
    group = inside(
        org_admin, enroll_group, session=session, participant=lantern.participant, contacts=trio, together=True, now=now
    )
    behind = entered(session, people(mesa.participant, 4), by=coordinator, now=now)
    assert states(session)[6:] == ["waiting"] * 7
    assert "3 seats are wanted together, and fewer are free" in words(group.enrollments.first())[0]
    # The one seat that is free goes past the group, and so do two more; then seats are kept for it.
    assert make_offers(session=session, now=now) == 1
    for row in seated[:3]:
        withdraw(enrollment=row, by=coordinator, now=now, reason="Ill")
    assert [again(row).state for row in behind] == ["offered"] * 3 + ["waiting"]
    assert words(group.enrollments.first())[-1] == (
        "3 seats are wanted together and too few were free; 3 of at most 3 went past so far."
    )
    require_true_counters(session)
    assert session.seats_left == 1
    for row in seated[3:5]:
        withdraw(enrollment=row, by=coordinator, now=now, reason="Ill")
    assert set(group.enrollments.values_list("state", flat=True)) == {"offered"}
    assert again(behind[3]).state == "waiting"
    require_true_counters(session)


def test_a_group_is_entered_as_a_whole_or_not_at_all(
    lantern: SimpleNamespace, coordinator: User, org_admin: User, outsider: User, now: datetime
) -> None:
    session = SessionFactory(seats=3)
    pair, company = people(lantern.participant, 2), lantern.participant
    terms = {"session": session, "participant": company, "now": now}
    with pytest.raises(Refused, match="at least two"):
        inside(org_admin, enroll_group, contacts=pair[:1] * 2, together=True, **terms)
    with pytest.raises(Refused, match="3 seats in all"):
        inside(org_admin, enroll_group, contacts=people(company, 4), together=True, **terms)
    with pytest.raises(NotPermitted):
        inside(org_admin, enroll_group, contacts=[*pair, ContactFactory()], together=False, **terms)
    with pytest.raises(NotPermitted):
        inside(outsider, enroll_group, contacts=pair, together=False, **terms)
    entered(session, pair[:1], by=coordinator, now=now)
    with pytest.raises(Refused, match=f"{pair[0].name}: .*already"):
        enroll_group(contacts=pair, together=True, by=coordinator, **terms)
    assert Enrollment.objects.count() == 1
    group = enroll_group(contacts=people(company, 4), together=False, by=coordinator, **terms)
    assert list(group.enrollments.order_by("pk").values_list("state", "queued")) == [
        ("seated", None), ("seated", None), ("waiting", 1), ("waiting", 2),
    ]  # fmt: skip
    require_true_counters(session)


def test_a_group_that_sits_together_is_approved_at_once(
    lantern: SimpleNamespace, coordinator: User, now: datetime
) -> None:
    session = SessionFactory(seats=3, need_approval=True)
    terms = {"session": session, "participant": lantern.participant, "together": True, "by": coordinator, "now": now}
    first = enroll_group(contacts=people(lantern.participant, 2), **terms)
    second = enroll_group(contacts=people(lantern.participant, 2), **terms)
    for group in (first, second):
        approve_enrollment(enrollment=group.enrollments.first(), by=coordinator, now=now)
    assert states(session) == ["seated", "seated", "waiting", "waiting"]
    assert sorted(second.enrollments.values_list("queued", flat=True)) == [1, 2]
    require_true_counters(session)


def test_seats_of_people_who_left_go_to_others(
    full: SimpleNamespace, lantern: SimpleNamespace, member: User, manager: User, now: datetime
) -> None:
    own = SessionFactory()
    inside(member, enroll, session=own, participant=lantern.participant, now=now)
    assert withdraw_leavers(now=now) == 0
    remove_contact(contact=full.rows[1].contact, by=manager, now=now)
    Membership.objects.filter(user=member).update(ended_at=now)
    assert withdraw_leavers(now=now) == 2
    assert states(full.session) == ["seated", "withdrawn", "offered", "waiting", "waiting"]
    assert again(full.rows[1]).reason == "The person was removed from the company's contacts."
    assert Enrollment.objects.get(session=own).reason == "The person no longer acts for the company."
    assert withdraw_leavers(now=now) == 0


def test_of_an_open_window_people_who_left_are_taken_out_and_who_is_still_to_begin_stays(
    lantern: SimpleNamespace, coordinator: User, manager: User, now: datetime
) -> None:
    day = timedelta(days=1)
    window = SessionFactory(format=Format.SELF_PACED, starts_at=now - day, ends_at=now + 30 * day)
    newcomer = MembershipFactory(participant=lantern.participant, starts_on=(now + 3 * day).date()).user
    begins = ContactFactory(participant=lantern.participant, user=newcomer)
    left = ContactFactory(participant=lantern.participant)
    entered(window, [begins, left], by=coordinator, now=now)
    remove_contact(contact=left, by=manager, now=now)
    assert withdraw_leavers(now=now) == 1
    assert states(window) == ["seated", "withdrawn"]
    User.objects.filter(pk=newcomer.pk).update(is_active=False)
    assert withdraw_leavers(now=now) == 1


def test_the_sweep_offers_wherever_seats_are_free_and_people_wait(full: SimpleNamespace, now: datetime) -> None:
    assert fill_sessions(now=now) == 0
    CourseSession.objects.filter(pk=full.session.pk).update(seats=3)
    assert (fill_sessions(now=now), fill_sessions(now=now)) == (1, 0)
