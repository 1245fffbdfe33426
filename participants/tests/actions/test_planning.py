"""Planning a checklist back from a flight or a day, and what happens when the flight is missed."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from participants.actions.evidence import lapse_item
from participants.actions.flights import change_flight
from participants.actions.missed_flights import move_missed_flights
from participants.actions.planning import items_of, plan_checklist
from participants.actions.reviews import reopen_item
from participants.models import Checklist, ChecklistItem, Registration
from participants.models import TestFlight as Flight
from participants.planning import plan_of
from participants.tests.actions.checklisting import applying, item, load_what_is_asked, opened, reviewer, settle, told
from participants.tests.actions.recorded import recorded
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def flight(code: str, starts: date, apply_by: datetime) -> Flight:
    return Flight.objects.create(
        code=code,
        starts_on=starts,
        ends_on=starts + 38 * DAY,
        application_deadline=apply_by,
        registration_deadline=apply_by + 21 * DAY,
        texas_set="5.0",
        source="tests",
        tag="P",
    )


@pytest.fixture
def may_flight(db: None) -> Flight:
    """Flight of 11 May 2027; applications until 14 April, 17:00 Central."""
    return flight("0527", date(2027, 5, 11), datetime(2027, 4, 14, 22, 0, tzinfo=UTC))


@pytest.fixture
def checklist(lantern: SimpleNamespace, manager: User, member: User, now: datetime) -> Checklist:
    load_what_is_asked(now)
    return opened(applying(lantern.participant, "LSE-CR-REP"), manager, now)


def test_back_from_the_flight_each_item_gets_its_last_day(
    checklist: Checklist, may_flight: Flight, manager: User, now: datetime
) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    days = dict(checklist.items.values_list("code", "due_on"))
    # The application must be in by the deadline; its form is reviewed in the ten Business Days before.
    assert days["REP-04"] == date(2027, 4, 14)
    assert days["REP-02"] <= date(2027, 4, 14)
    assert days["REP-08"] == date(2027, 6, 18)
    assert days["REP-07"] < date(2027, 5, 11)
    assert days["REP-14"] > days["REP-08"]
    assert None not in days.values()
    clock = Clock.objects.of(item(checklist, "REP-04")).get()
    assert (clock.kind, clock.fixed_day, clock.source) == (
        "checklist-item",
        date(2027, 4, 14),
        "Planned back from flight 0527",
    )
    assert recorded("checklist.planned").changes["flight"] == ["", "0527"]


def test_what_is_late_already_is_told(checklist: Checklist, manager: User, now: datetime) -> None:
    soon = flight("1226", date(2026, 12, 8), now + 2 * DAY)
    plan_checklist(checklist=checklist, by=manager, now=now, flight=soon)
    plan = plan_of(items_of(checklist), now=now, flight=soon)
    assert "REP-02" in plan.late
    assert "REP-12" not in plan.late


def test_no_published_flight_ahead_is_a_state_of_its_own(checklist: Checklist, now: datetime) -> None:
    plan = plan_of(items_of(checklist), now=now)
    assert plan.no_flight
    assert plan.finish is None
    assert plan.forward["COM-02"].finish == date(2026, 11, 25)


def test_a_new_plan_moves_the_deadlines_and_none_takes_them_away(
    checklist: Checklist, may_flight: Flight, manager: User, now: datetime
) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    later = flight("0927", date(2027, 9, 14), datetime(2027, 8, 18, 22, 0, tzinfo=UTC))
    plan_checklist(checklist=checklist, by=manager, now=now + DAY, flight=later)
    row = item(checklist, "REP-04")
    assert row.due_on == date(2027, 8, 18)
    assert Clock.objects.of(row).open().get().fixed_day == date(2027, 8, 18)
    plan_checklist(checklist=checklist, by=manager, now=now + DAY)
    assert set(checklist.items.values_list("due_on", flat=True)) == {None}
    assert not Clock.objects.of(row).open().exists()
    with pytest.raises(Refused, match="planned that way already"):
        plan_checklist(checklist=checklist, by=manager, now=now + DAY)


def test_refused_plans(
    checklist: Checklist, lantern: SimpleNamespace, manager: User, colleague: User, now: datetime
) -> None:
    gone = Flight.objects.get(code="1025")
    with pytest.raises(Refused, match="can't be applied for any more"):
        plan_checklist(checklist=checklist, by=manager, now=now, flight=gone)
    with pytest.raises(Refused, match="has passed"):
        plan_checklist(checklist=checklist, by=manager, now=now, target_on=date(2026, 11, 17))
    with pytest.raises(NotPermitted):
        plan_checklist(checklist=checklist, by=colleague, now=now, target_on=date(2027, 5, 1))
    other = opened(applying(lantern.participant), manager, now)
    with pytest.raises(Refused, match="needs a test flight"):
        plan_checklist(checklist=other, by=manager, now=now, flight=flight("0527", date(2027, 5, 11), now + 90 * DAY))


def test_settled_items_keep_no_day(checklist: Checklist, may_flight: Flight, manager: User, now: datetime) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    settle(checklist, ["COM-02"], manager, now)
    clock = Clock.objects.of(item(checklist, "COM-02")).get(kind="checklist-item")
    assert (clock.state, clock.outcome) == ("stopped", "met")


def test_a_missed_deadline_moves_to_the_next_flight_and_warns_both_sides(
    checklist: Checklist, may_flight: Flight, manager: User, member: User, now: datetime
) -> None:
    following = flight("0927", date(2027, 9, 14), datetime(2027, 8, 18, 22, 0, tzinfo=UTC))
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    deadline = may_flight.application_deadline
    assert move_missed_flights(now=deadline) == 0
    assert move_missed_flights(now=deadline + timedelta(seconds=1)) == 1
    assert move_missed_flights(now=deadline + timedelta(seconds=2)) == 0
    checklist.refresh_from_db()
    assert checklist.flight == following
    assert item(checklist, "REP-04").due_on == date(2027, 8, 18)
    assert told("checklist.flight_missed") == {manager.email, member.email}
    assert recorded("checklist.flight_missed").changes == {"flight": ["0527", "0927"]}


def test_without_a_later_flight_the_plan_names_no_days(
    checklist: Checklist, may_flight: Flight, manager: User, now: datetime
) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    move_missed_flights(now=may_flight.application_deadline + DAY)
    checklist.refresh_from_db()
    assert checklist.flight is None
    assert recorded("checklist.flight_missed").changes == {"flight": ["0527", "no published flight ahead"]}
    assert set(checklist.items.values_list("due_on", flat=True)) == {None}


def test_whose_turn_it_is_hears_before_the_day(
    checklist: Checklist, may_flight: Flight, manager: User, member: User, now: datetime
) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    ready, blocked = item(checklist, "COM-02"), item(checklist, "REP-04")
    for row in (ready, blocked):
        sweep_deadlines(now=datetime(row.due_on.year, row.due_on.month, row.due_on.day, 12, 0, tzinfo=UTC))
    about = set(ChecklistItem.objects.filter(ref__in=_refs(member)).values_list("code", flat=True))
    assert ready.code in about
    assert blocked.code not in about


def runs(row: ChecklistItem) -> list[tuple[str, date]]:
    """The deadlines of an item that run, with the day of each."""
    return list(Clock.objects.of(row).open().values_list("kind", "fixed_day"))


def test_what_is_open_again_has_its_last_day_and_deadline_again(
    checklist: Checklist, may_flight: Flight, manager: User, now: datetime
) -> None:
    settle(checklist, ["COM-02", "COM-03"], manager, now)
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    assert item(checklist, "COM-02").due_on is None
    row = reopen_item(
        item=item(checklist, "COM-02"), by=reviewer("REG"), now=now + DAY, reason="Another DUNS is needed"
    )
    assert row.due_on == item(checklist, "COM-02").due_on
    assert row.due_on < date(2027, 4, 14)
    assert runs(row) == [("checklist-item", row.due_on)]
    lapsed = lapse_item(item=item(checklist, "COM-03"), by=None, now=now + DAY, reason="Not in force any more")
    assert runs(lapsed) == [("checklist-item", lapsed.due_on)]
    settle(checklist, ["COM-02"], manager, now + 2 * DAY)
    assert runs(row) == []
    again = reopen_item(
        item=item(checklist, "COM-02"), by=reviewer("REG"), now=now + 3 * DAY, reason="Once more, sorry"
    )
    assert runs(again) == [("checklist-item", again.due_on)]


def test_in_the_market_no_plan_gives_a_day_any_more(
    checklist: Checklist, may_flight: Flight, manager: User, now: datetime
) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    settle(checklist, ["COM-02", "COM-03"], manager, now)
    Registration.objects.filter(pk=checklist.registration_id).update(status="qualified")
    row = lapse_item(item=item(checklist, "COM-03"), by=None, now=now + 300 * DAY, reason="Not in force any more")
    assert (row.state, row.due_on, runs(row)) == ("at_risk", None, [])
    assert move_missed_flights(now=may_flight.application_deadline + DAY) == 0


def test_plans_follow_a_flight_whose_dates_move(
    checklist: Checklist, may_flight: Flight, manager: User, supervisor: User, now: datetime
) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    later = may_flight.application_deadline + 7 * DAY
    change_flight(flight=may_flight, by=supervisor, now=now + DAY, application_deadline=later)
    row = item(checklist, "REP-04")
    # The connection is to be ready when the flight begins; it takes as long as before.
    assert row.due_on == date(2027, 4, 19)
    assert runs(row) == [("checklist-item", date(2027, 4, 19))]


def test_a_flight_that_was_entered_is_the_plan_while_it_runs(
    checklist: Checklist, may_flight: Flight, manager: User, now: datetime
) -> None:
    plan_checklist(checklist=checklist, by=manager, now=now, flight=may_flight)
    before = ["REP-07", "REP-08", "REP-14"]
    checklist.items.exclude(code__in=before).update(state="accepted", settled_at=now)
    applied = may_flight.application_deadline + 2 * DAY
    plan = plan_of(items_of(checklist), now=applied, flight=may_flight)
    assert (plan.forward["REP-08"].flight, plan.forward["REP-08"].finish) == ("0527", date(2027, 6, 18))
    assert not plan.no_flight
    assert plan.late == ()


def test_an_ended_flight_is_no_plan(checklist: Checklist, manager: User, now: datetime) -> None:
    checklist.items.filter(code="REP-04").update(state="accepted", settled_at=now)
    with pytest.raises(Refused, match="has ended"):
        plan_checklist(checklist=checklist, by=manager, now=now, flight=Flight.objects.get(code="1025"))


def _refs(person: User) -> list[str]:
    return list(
        person.notifications.filter(about_type="participants.checklistitem").values_list("about_ref", flat=True)
    )
