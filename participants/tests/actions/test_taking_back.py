"""A move that was just made is taken back whole, or not at all once something was built on it."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.tests.factories import IssueFactory
from participants.actions.assignments import replace_assignment
from participants.actions.follow_ups import add_follow_up
from participants.actions.hand_over_dates import keep_date
from participants.actions.hand_overs import prepare_hand_over
from participants.actions.taking_back import take_back_hand_over
from participants.models import Assignment, HandOver
from participants.rules.hand_over_moves import in_time, taken_back_until
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import AssignmentFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=20)


@pytest.fixture(autouse=True)
def deadlines(now: datetime) -> None:
    load_deadlines(now - timedelta(days=30))


def moved(company: SimpleNamespace, person: User, receiver: User, by: User, now: datetime) -> HandOver:
    return prepare_hand_over(
        person=person,
        receiver=receiver,
        kind="permanent",
        starts_on=market_day(now),
        participants=[company.participant],
        by=by,
        now=now,
    )


def primary(company: SimpleNamespace, now: datetime) -> User:
    return Assignment.objects.on(market_day(now)).get(participant=company.participant, kind="primary").person


def test_everything_goes_back_and_everybody_hears_of_it(lantern, member, manager, colleague, supervisor, now):
    given = {"participant": lantern.participant, "by": manager, "now": now}
    follow_up = add_follow_up(title="Call about the test flight", in_days=3, **given)
    issue = IssueFactory(participant=lantern.participant, owner=manager)
    backup = AssignmentFactory(participant=lantern.participant, person=colleague, kind="backup")
    hand_over = moved(lantern, manager, colleague, supervisor, now)
    assert primary(lantern, now) == colleague
    assert Notification.objects.filter(kind="participants.handover.given").get().recipient == manager
    late = IssueFactory(participant=lantern.participant, owner=colleague, opened_at=now)
    with pytest.raises(NotPermitted):
        take_back_hand_over(hand_over=hand_over, by=manager, now=now + SOON)
    back = take_back_hand_over(hand_over=hand_over, by=supervisor, now=now + SOON)
    assert (back.state, primary(lantern, now)) == ("closed", manager)
    for row, field in ((follow_up, "responsible"), (issue, "owner"), (late, "owner")):
        row.refresh_from_db()
        assert getattr(row, field) == manager
    backup.refresh_from_db()
    assert backup.person == colleague, "what was the successor's before stays so"
    heard = Notification.objects.filter(kind="participants.handover.taken_back")
    assert set(heard.values_list("recipient", flat=True)) == {manager.pk, colleague.pk}
    told = Notification.objects.filter(kind="participants.assignment.new_manager", recipient=member).order_by("id")
    assert [row.facts["name"] for row in told] == [colleague.name, manager.name]
    with pytest.raises(Refused, match="too late"):
        take_back_hand_over(hand_over=hand_over, by=supervisor, now=now + SOON)


def test_it_stays_once_something_was_built_on_it(lantern, mesa, manager, senior, colleague, supervisor, now):
    terms = {"by": supervisor, "now": now + SOON}
    add_follow_up(participant=lantern.participant, title="Call", in_days=1, by=manager, now=now)
    decided = moved(lantern, manager, colleague, supervisor, now)
    keep_date(line=decided.lines.get(to_decide=True), by=colleague, now=now)
    with pytest.raises(Refused, match="has decided about promised days"):
        take_back_hand_over(hand_over=decided, **terms)
    changed = moved(mesa, senior, colleague, supervisor, now)
    assignment = Assignment.objects.get(participant=mesa.participant, person=colleague)
    replace_assignment(assignment=assignment, successor=manager, starts_on=market_day(now), **terms)
    with pytest.raises(Refused, match="Somebody changed who is responsible since: "):
        take_back_hand_over(hand_over=changed, **terms)
    assert primary(mesa, now) == manager


def test_two_hours_of_the_same_day_are_left(now):
    until = taken_back_until("permanent", "running", now)
    assert in_time(until, now, now + SOON)
    assert not in_time(until, now, until)
    midnight = datetime.fromisoformat("2026-11-19T05:30:00+00:00")  # half past eleven in the evening
    assert not in_time(taken_back_until("permanent", "running", midnight), midnight, midnight + timedelta(minutes=45))
    for kind, state in (("temporary", "running"), ("permanent", "closed"), ("permanent", "prepared")):
        assert taken_back_until(kind, state, now) is None
