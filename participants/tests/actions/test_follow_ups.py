"""Follow-ups: the row, its clock, its history and whoever hears of it; and who may not."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from participants.actions.follow_up_steps import (
    cancel_follow_up,
    finish_follow_up,
    postpone_follow_up,
    resume_follow_up,
    wait_follow_up,
)
from participants.actions.follow_ups import add_follow_up, change_follow_up, hand_over_follow_up
from participants.models import FollowUp
from participants.tests.actions.following_up import clock_of, load_deadlines, told
from participants.tests.actions.recorded import nothing_recorded, recorded
from participants.tests.factories import ParticipantFactory
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.outbox.models import Notification, OutboundMessage

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 18)  # a Wednesday
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _deadlines(db: None, now: datetime) -> None:
    load_deadlines(now)


@pytest.fixture
def terms(lantern: SimpleNamespace, manager: User, now: datetime) -> dict[str, Any]:
    return {"participant": lantern.participant, "title": "Call about the test", "by": manager, "now": now}


@pytest.fixture
def follow_up(terms: dict[str, Any]) -> FollowUp:
    """Due on Friday."""
    return add_follow_up(**terms, in_days=2)


def test_it_is_added_with_its_clock_and_its_history(terms: dict[str, Any], manager: User, now: datetime) -> None:
    made = add_follow_up(**terms, note="  Ask Ana first. ", in_days=2)
    assert (made.title, made.note, made.due_on) == ("Call about the test", "Ask Ana first.", date(2026, 11, 20))
    assert (made.responsible, made.created_by, made.state) == (manager, manager, "open")
    clock = clock_of(made)
    assert (clock.subject_type, clock.kind, clock.state) == ("participants.followup", "follow-up", "running")
    assert clock.due_at.isoformat() == "2026-11-20T23:00:00+00:00"
    assert (clock.participant_id, clock.plan.code, clock.inner) == (made.participant_id, "follow-up", True)
    event = recorded("followup.added")
    assert (event.object_ref, event.participant_id) == (made.ref, made.participant_id)
    assert event.changes["due"] == ["", "2026-11-20"]
    assert not Notification.objects.exists(), "nobody is told of what they promised themselves"


def test_a_day_off_becomes_the_next_working_day(terms: dict[str, Any]) -> None:
    made = add_follow_up(**terms, due_on=date(2026, 11, 26))
    assert made.due_on == date(2026, 11, 30)
    clock = clock_of(made)
    assert (clock.fixed_day, clock.due_at.isoformat()) == (date(2026, 11, 26), "2026-11-30T23:00:00+00:00")


def test_the_account_manager_is_responsible_unless_somebody_else_is_named(
    terms: dict[str, Any], supervisor: User, colleague: User, manager: User
) -> None:
    terms |= {"by": supervisor}
    assert add_follow_up(**terms, in_days=1).responsible == manager
    assert add_follow_up(**terms, in_days=1, responsible=colleague).responsible == colleague
    assert told("assigned") == [manager.email, colleague.email]
    message = OutboundMessage.objects.filter(recipient=colleague).get()
    assert "Call" not in f"{message.kind}{message.facts}{message.about_ref}"


def test_without_an_account_manager_somebody_must_be_named(supervisor: User, colleague: User, now: datetime) -> None:
    terms = {"participant": ParticipantFactory(), "title": "Call", "by": supervisor, "now": now, "in_days": 1}
    with pytest.raises(Refused, match="say who is responsible"):
        add_follow_up(**terms)
    assert add_follow_up(**terms, responsible=colleague).responsible == colleague


@pytest.mark.parametrize("who", ["specialist", "auditor", "coordinator", "member"])
def test_only_people_who_can_act_are_made_responsible(
    request: pytest.FixtureRequest, terms: dict[str, Any], who: str
) -> None:
    with pytest.raises(Refused, match="account managers and supervisors"):
        add_follow_up(**terms, in_days=1, responsible=request.getfixturevalue(who))


def test_nobody_is_made_responsible_who_may_not_see_the_participant(
    restricted: SimpleNamespace, senior: User, colleague: User, now: datetime
) -> None:
    terms = {"participant": restricted.participant, "title": "Call", "by": senior, "now": now, "in_days": 1}
    with pytest.raises(Refused, match="Omar Colleague may not see"):
        add_follow_up(**terms, responsible=colleague)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"title": "  ", "in_days": 1}, "few words"),
        ({"title": "\u200b \u202e", "in_days": 1}, "few words"),
        ({"title": "x" * 161, "in_days": 1}, "160"),
        ({"title": "a\x00b", "in_days": 1}, "cannot be stored"),
        ({"note": "a\x00b", "in_days": 1}, "cannot be stored"),
        ({"due_on": TODAY - DAY}, "from today on"),
        ({"due_on": TODAY, "in_days": 1}, "either"),
        ({}, "either"),
        ({"in_days": 0}, "from 1 to"),
    ],
)
def test_what_cannot_be_kept_is_refused(terms: dict[str, Any], given: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        add_follow_up(**terms | given)
    assert not FollowUp.objects.exists()
    assert not Clock.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "org_admin", "colleague", "specialist", "auditor"])
def test_others_move_nothing(
    request: pytest.FixtureRequest, terms: dict[str, Any], follow_up: FollowUp, senior: User, now: datetime, who: str
) -> None:
    common = {"follow_up": follow_up, "by": request.getfixturevalue(who), "now": now}
    before = (list(FollowUp.objects.values()), list(Clock.objects.values()), AuditEvent.objects.count())
    for attempt in (
        lambda: add_follow_up(**terms | {"by": common["by"], "in_days": 1}),
        lambda: change_follow_up(**common, title="Other"),
        lambda: hand_over_follow_up(**common, responsible=senior),
        lambda: postpone_follow_up(**common, in_days=9, reason="Later"),
        lambda: wait_follow_up(**common, waiting_for="A file"),
        lambda: finish_follow_up(**common),
        lambda: cancel_follow_up(**common, reason="Over"),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert (list(FollowUp.objects.values()), list(Clock.objects.values()), AuditEvent.objects.count()) == before


def test_whoever_is_responsible_may_move_it_along_without_being_assigned(
    terms: dict[str, Any], colleague: User, now: datetime
) -> None:
    made = add_follow_up(**terms, in_days=2, responsible=colleague)
    assert finish_follow_up(follow_up=made, by=colleague, now=now).state == "done"


def test_title_and_note_are_corrected_and_the_note_stays_out_of_the_trail(
    follow_up: FollowUp, manager: User, now: datetime
) -> None:
    changed = change_follow_up(follow_up=follow_up, by=manager, now=now, title="Call again", note="Their bank failed")
    assert (changed.title, changed.note) == ("Call again", "Their bank failed")
    event = recorded("followup.changed")
    assert event.changes["title"] == ["Call about the test", "Call again"]
    assert "bank" not in str(event.changes)
    change_follow_up(follow_up=follow_up, by=manager, now=now, title="Call again")
    assert AuditEvent.objects.filter(verb="participants.followup.changed").count() == 1


def test_somebody_else_takes_over_and_hears_of_it(
    follow_up: FollowUp, manager: User, colleague: User, now: datetime
) -> None:
    taken = hand_over_follow_up(follow_up=follow_up, by=manager, now=now, responsible=colleague, reason="Leave")
    assert (taken.responsible, taken.due_on) == (colleague, date(2026, 11, 20))
    assert told("assigned") == [colleague.email]
    event = recorded("followup.handed_over")
    assert (event.changes["responsible"], event.reason) == (["Dana Manager", "Omar Colleague"], "Leave")
    with pytest.raises(Refused, match="responsible already"):
        hand_over_follow_up(follow_up=follow_up, by=manager, now=now, responsible=colleague)


def test_postponing_in_time_keeps_the_clock(follow_up: FollowUp, manager: User, now: datetime) -> None:
    moved = postpone_follow_up(follow_up=follow_up, by=manager, now=now + DAY, in_days=5, reason="They asked")
    assert moved.due_on == date(2026, 11, 30), "five Business Days from Thursday, Thanksgiving left out"
    clock = clock_of(moved)
    assert (clock.cycle, clock.breached_at) == (1, None)
    assert clock.due_at.isoformat() == "2026-11-30T23:00:00+00:00"
    event = recorded("followup.postponed")
    assert (event.changes["due_on"], event.reason) == (["2026-11-20", "2026-11-30"], "They asked")


def test_postponing_what_is_late_leaves_it_missed_and_begins_anew(
    follow_up: FollowUp, manager: User, now: datetime
) -> None:
    postpone_follow_up(follow_up=follow_up, by=manager, now=now + 5 * DAY, in_days=1, reason="Forgotten")
    first, second = Clock.objects.filter(subject_ref=follow_up.ref).order_by("cycle")
    assert (first.state, first.outcome, first.breached_at) == ("stopped", "missed", first.due_at)
    assert (second.state, second.cycle, second.breached_at) == ("running", 2, None)
    assert finish_follow_up(follow_up=follow_up, by=manager, now=now + 5 * DAY).state == "done"
    first.refresh_from_db()
    assert first.outcome == "missed"
    assert clock_of(follow_up).outcome == "met"


def test_postponing_needs_another_day_and_a_reason(follow_up: FollowUp, manager: User, now: datetime) -> None:
    with pytest.raises(Refused, match="on that day already"):
        postpone_follow_up(follow_up=follow_up, by=manager, now=now, due_on=date(2026, 11, 20), reason="Later")
    with pytest.raises(Refused, match="reason"):
        postpone_follow_up(follow_up=follow_up, by=manager, now=now, in_days=9, reason=" ")


def test_waiting_rests_the_clock_and_its_days_do_not_count(follow_up: FollowUp, manager: User, now: datetime) -> None:
    waiting = wait_follow_up(follow_up=follow_up, by=manager, now=now + HOUR, waiting_for="  their  file ")
    assert (waiting.state, waiting.waiting_for) == ("waiting", "their file")
    clock = clock_of(follow_up)
    assert (clock.state, clock.due_at) == ("paused", None)
    with pytest.raises(Refused, match="resume it"):
        postpone_follow_up(follow_up=follow_up, by=manager, now=now + HOUR, in_days=9, reason="Later")
    resumed = resume_follow_up(follow_up=follow_up, by=manager, now=now + 7 * DAY)
    assert (resumed.state, resumed.waiting_for, resumed.due_on) == ("open", "", date(2026, 11, 30))
    assert clock_of(follow_up).due_at.isoformat() == "2026-11-30T23:00:00+00:00"
    assert recorded("followup.resumed").changes["due"] == ["2026-11-20", "2026-11-30"]
    assert recorded("followup.paused").changes["waiting_for"] == ["", "their file"]


def test_resumed_with_the_day_that_held_before_the_clock_has_that_day_too(
    follow_up: FollowUp, manager: User, now: datetime
) -> None:
    wait_follow_up(follow_up=follow_up, by=manager, now=now, waiting_for="their file")
    resumed = resume_follow_up(follow_up=follow_up, by=manager, now=now + DAY, due_on=date(2026, 11, 20))
    assert resumed.due_on == clock_of(follow_up).due_at.date() == date(2026, 11, 20)


def test_a_fixed_day_that_passed_while_waiting_needs_a_new_one(
    terms: dict[str, Any], manager: User, now: datetime
) -> None:
    fixed = add_follow_up(**terms, due_on=date(2026, 11, 20))
    wait_follow_up(follow_up=fixed, by=manager, now=now, waiting_for="their file")
    with pytest.raises(Refused, match="give a new one"):
        resume_follow_up(follow_up=fixed, by=manager, now=now + 5 * DAY)
    fixed.refresh_from_db()
    assert fixed.state == "waiting"
    resumed = resume_follow_up(follow_up=fixed, by=manager, now=now + 5 * DAY, in_days=1)
    assert (resumed.state, resumed.due_on) == ("open", date(2026, 11, 24))
    assert clock_of(fixed).due_at.isoformat() == "2026-11-24T23:00:00+00:00"


@pytest.mark.parametrize(("after", "outcome"), [(2 * DAY, "met"), (2 * DAY + 8 * HOUR, "missed")])
def test_finishing_says_whether_in_time(
    follow_up: FollowUp, manager: User, now: datetime, after: timedelta, outcome: str
) -> None:
    done = finish_follow_up(follow_up=follow_up, by=manager, now=now + after, outcome=" They agreed. ")
    assert (done.state, done.outcome, done.done_at) == ("done", "They agreed.", now + after)
    clock = clock_of(done)
    assert (clock.state, clock.outcome) == ("stopped", outcome)
    assert recorded("followup.done").changes["deadline"] == ["", outcome]


def test_canceling_is_neither_met_nor_missed(follow_up: FollowUp, manager: User, now: datetime) -> None:
    canceled = cancel_follow_up(follow_up=follow_up, by=manager, now=now + DAY, reason="They left the market")
    assert (canceled.state, canceled.outcome) == ("canceled", "They left the market")
    assert clock_of(canceled).outcome == "canceled"
    assert recorded("followup.canceled").reason == "They left the market"


def test_what_is_over_stays_over(follow_up: FollowUp, manager: User, colleague: User, now: datetime) -> None:
    finish_follow_up(follow_up=follow_up, by=manager, now=now)
    common = {"follow_up": follow_up, "by": manager, "now": now}
    for attempt in (
        lambda: finish_follow_up(**common),
        lambda: cancel_follow_up(**common, reason="Over"),
        lambda: wait_follow_up(**common, waiting_for="A file"),
        lambda: resume_follow_up(**common),
        lambda: postpone_follow_up(**common, in_days=9, reason="Later"),
        lambda: change_follow_up(**common, title="Other"),
        lambda: hand_over_follow_up(**common, responsible=colleague),
    ):
        with pytest.raises(Refused, match="over; add a new one"):
            attempt()


def test_what_runs_is_not_resumed(follow_up: FollowUp, manager: User, now: datetime) -> None:
    with pytest.raises(IllegalMove):
        resume_follow_up(follow_up=follow_up, by=manager, now=now)


def test_a_joined_company_takes_no_follow_ups(lantern: SimpleNamespace, supervisor: User, now: datetime) -> None:
    lantern.participant.apply(joined_into=ParticipantFactory())
    with pytest.raises(NotPermitted, match="joined into another"):
        add_follow_up(participant=lantern.participant, title="Call", in_days=1, by=supervisor, now=now)
    assert nothing_recorded()
