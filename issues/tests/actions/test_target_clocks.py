"""The hard cases of the deadline engine that concern issues, with their instants. Calendar: Mon-Fri 08:00-17:00."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import User
from issues.actions.changing import change_issue
from issues.actions.conversation import answer_issue, note_issue, reply_to_issue, write_down
from issues.actions.dispatching import take_back_answer
from issues.actions.moves import reopen_issue, resolve_issue, withdraw_issue
from issues.actions.opening import open_issue
from issues.actions.rows import move
from issues.actions.speaking import say
from issues.choices import IssueState, Side
from issues.clocks import with_clocks
from issues.models import Comment, Dispatch, Issue, IssueTarget
from issues.reactions import What, happened
from issues.tests.factories import CategoryFactory
from issues.tests.targeting import clock_of, cycles_of, pauses_of, policy
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.models import Clock, EscalationStep
from portal.calendars.tests import clockwork
from portal.calendars.tests.almanac import at
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db
Opener = Callable[..., Issue]

MONDAY = at("2026-02-02 09:00")


@pytest.fixture
def opened(lantern: SimpleNamespace, member: User) -> Opener:
    clockwork.calendar()
    clockwork.calendar("day-and-night", week=clockwork.AROUND_THE_CLOCK)
    clockwork.plan()
    policy(plan="ladder")
    category = CategoryFactory()

    def open_(when: datetime = MONDAY, severity: int = 3) -> Issue:
        with wall.inside(member.acting_for):
            return open_issue(
                participant=lantern.participant, category=category, title="Reads missing", text="Where?",
                by=member, now=when, severity=severity,
            )  # fmt: skip

    return open_


def test_an_issue_from_question_to_resolution(opened: Opener, manager: User, member: User) -> None:
    issue = opened()
    assert clock_of(issue, "first-response").due_at == at("2026-02-02 17:00")
    assert clock_of(issue, "resolution").due_at == at("2026-02-04 11:00")
    note_issue(issue=issue, by=manager, now=at("2026-02-02 10:00"), text="Asked the meter people.")
    write_down(issue=issue, by=manager, now=at("2026-02-02 10:30"), text="They called: it is urgent.")
    assert clock_of(issue, "first-response").state == "running", "no word of ours was said to the participant"
    answer_issue(issue=issue, by=manager, now=at("2026-02-02 17:00"), text="We look into it.")
    assert cycles_of(issue, "first-response") == [("stopped", "met")], "exactly at its end counts as met"
    assert clock_of(issue, "next-update").due_at == at("2026-02-03 17:00")
    with wall.inside(member.acting_for):
        reply_to_issue(issue=issue, by=member, now=at("2026-02-03 09:00"), text="Thank you.")
    assert clock_of(issue, "next-update").due_at == at("2026-02-03 17:00"), "counted from our last word"
    answer_issue(issue=issue, by=manager, now=at("2026-02-04 08:30"), text="Nearly there.")
    assert cycles_of(issue, "next-update") == [("stopped", "missed"), ("running", "")]
    resolve_issue(issue=issue, by=manager, now=at("2026-02-04 10:00"), resolution="Loaded.", cause="operator_data")
    assert {clock.state for clock in with_clocks([issue])[0].clocks} == {"stopped"}
    assert clock_of(issue, "resolution").outcome == "met"
    with wall.inside(member.acting_for):
        reopen_issue(issue=issue, by=member, now=at("2026-02-05 09:00"), reason="Hour 18 is missing.")
    assert cycles_of(issue, "resolution") == [("stopped", "met"), ("running", "")]
    assert clock_of(issue, "resolution").due_at == at("2026-02-09 11:00"), "a new cycle counts from the reopening"
    assert clock_of(issue, "next-update").cycle == 3
    withdraw_issue(issue=issue, by=manager, now=at("2026-02-05 10:00"), reason="Not needed")
    assert cycles_of(issue, "resolution")[-1] == ("stopped", "canceled")


def test_case_11_waiting_on_the_participant_over_a_weekend(opened: Opener, manager: User, member: User) -> None:
    issue = opened()
    answer_issue(issue=issue, by=manager, now=at("2026-02-03 16:00"), text="Which meter?", wait=True)
    resolution = clock_of(issue, "resolution")
    assert (resolution.state, resolution.due_at) == ("paused", None)
    published = IssueTarget.objects.get(issue=issue, kind="resolution")
    assert (published.due_at, published.resting[:15]) == (None, "It is your turn")
    with wall.inside(member.acting_for):
        reply_to_issue(issue=issue, by=member, now=at("2026-02-09 10:00"), text="The one at the plant.")
    assert clock_of(issue, "resolution").due_at == at("2026-02-09 14:00")
    assert clock_of(issue, "next-update").due_at == at("2026-02-10 10:00"), "our turn began with the reply"
    assert IssueTarget.objects.get(issue=issue, kind="resolution").due_at == at("2026-02-09 14:00")


def test_case_12_a_pause_outside_hours_counts_nothing(opened: Opener, manager: User, member: User) -> None:
    issue = opened(at("2026-02-02 15:00"), severity=2)
    answer_issue(issue=issue, by=manager, now=at("2026-02-02 18:00"), text="Which meter?", wait=True)
    with wall.inside(member.acting_for):
        reply_to_issue(issue=issue, by=member, now=at("2026-02-03 07:00"), text="That one.")
    assert clock_of(issue, "resolution").due_at == at("2026-02-03 14:00")
    assert pauses_of(clock_of(issue, "resolution")) == [
        (at("2026-02-02 18:00"), at("2026-02-03 07:00"), "Waiting on the participant")
    ]


def test_case_13_nothing_fires_while_it_waits(opened: Opener, manager: User, member: User) -> None:
    issue = opened()
    answer_issue(issue=issue, by=manager, now=at("2026-02-03 16:00"), text="Which meter?", wait=True)
    assert sweep_deadlines(now=at("2026-02-06 12:00")) == 0
    row = with_clocks([issue])[0]
    assert row.clock.remaining.total_seconds() == 4 * 3600, "16 of 20 hours had run"
    with wall.inside(member.acting_for):
        reply_to_issue(issue=issue, by=member, now=at("2026-02-09 10:00"), text="The one at the plant.")
    sweep_deadlines(now=at("2026-02-09 13:10"))
    sweep_deadlines(now=at("2026-02-09 13:20"))
    fired = EscalationStep.objects.filter(clock=clock_of(issue, "resolution"), outcome="notified")
    assert list(fired.values_list("level", "fire_at")) == [(1, at("2026-02-09 13:00"))]
    told = Notification.objects.filter(about_ref=issue.ref, kind="calendars.deadline.late")
    assert list(told.values_list("recipient", flat=True)) == [manager.pk]


def test_case_14_a_raised_severity_counts_from_the_start(opened: Opener, manager: User) -> None:
    issue = opened()
    answer_issue(issue=issue, by=manager, now=at("2026-02-02 10:00"), text="We look into it.")
    change_issue(issue=issue, by=manager, now=at("2026-02-02 11:00"), severity=2)
    assert clock_of(issue, "resolution").due_at == at("2026-02-02 17:00"), "eight hours from the opening"
    assert cycles_of(issue, "first-response") == [("stopped", "met")], "the response is not asked for again"
    sweep_deadlines(now=at("2026-02-03 08:00"))
    breached = clock_of(issue, "resolution").breached_at
    change_issue(issue=issue, by=manager, now=at("2026-02-03 09:00"), severity=3)
    clock = clock_of(issue, "resolution")
    assert (clock.breached_at, clock.due_at) == (breached, at("2026-02-04 11:00")), "a breach is never unmade"
    assert breached == at("2026-02-02 17:00")
    assert list(clock.changes.filter(cause="policy").values_list("reason", flat=True)) == ["Changed: severity"] * 2
    resolve_issue(issue=issue, by=manager, now=at("2026-02-03 10:00"), resolution="Loaded.", cause="operator_data")
    assert clock_of(issue, "resolution").outcome == "missed"


def test_a_severity_may_bring_another_calendar_and_what_was_not_promised_before(opened: Opener, manager: User) -> None:
    policy("urgent", {(1, "first-response"): (30, "minute")}, "day-and-night", order=1, severities=[1])
    policy("low", {(4, "first-response"): (9, "hour")}, order=2, severities=[4])
    issue = opened(severity=4)
    assert not with_clocks([issue])[0].clocks[1:], "no resolution is promised"
    change_issue(issue=issue, by=manager, now=at("2026-02-02 18:00"), severity=3)
    assert clock_of(issue, "resolution").due_at == at("2026-02-04 11:00"), "counted from the opening"
    change_issue(issue=issue, by=manager, now=at("2026-02-02 19:00"), severity=1)
    response = clock_of(issue, "first-response")
    assert (response.calendar.code, response.policy_code) == ("day-and-night", "urgent")
    assert response.due_at == at("2026-02-02 09:30")
    resolution = clock_of(issue, "resolution")
    assert (resolution.state, resolution.outcome) == ("stopped", "canceled")


def test_case_17_merging_stops_the_clocks_as_merged(opened: Opener, manager: User, member: User) -> None:
    kept, merged = opened(), opened(at("2026-01-05 09:00"))
    sweep_deadlines(now=at("2026-01-08 12:00"))
    given = {"by": manager, "now": at("2026-02-02 10:00")}
    move(merged, IssueState.MERGED, merged_into=kept, **given)
    happened(What.MERGED, merged, into=kept, **given)
    assert cycles_of(merged, "resolution") == [("stopped", "merged")]
    assert clock_of(merged, "resolution").breached_at is not None, "it was late when it was merged"
    assert clock_of(kept, "resolution").state == "running"
    told = Notification.objects.count()
    sweep_deadlines(now=at("2026-02-02 10:30"))
    assert Notification.objects.count() == told, "nothing escalates afterwards"
    move(merged, IssueState.NEW, merged_into=None, **given)
    happened(What.UNMERGED, merged, **given)
    assert cycles_of(merged, "resolution") == [("stopped", "merged"), ("running", "")]
    assert clock_of(merged, "first-response").intervals.get().reason == "Merging undone"


def test_case_18_what_stops_the_response_and_what_restarts_it(
    opened: Opener, manager: User, supervisor: User, member: User
) -> None:
    issue = opened()
    absent = say(issue, "I am away.", side=Side.OPERATOR, by=manager, now=at("2026-02-02 09:05"), automatic=True)
    happened(What.ANSWERED, issue, by=manager, now=at("2026-02-02 09:05"), comment=absent)
    assert clock_of(issue, "first-response").state == "running", "a machine's word is no answer"
    first = answer_issue(issue=issue, by=supervisor, now=at("2026-02-02 10:00"), text="From another department.")
    assert clock_of(issue, "first-response").outcome == "met"
    happened(What.NOT_DELIVERED, issue, by=None, now=at("2026-02-02 10:20"), comment=first)
    assert cycles_of(issue, "first-response") == [("stopped", "met"), ("running", "")]
    again = clock_of(issue, "first-response")
    assert (again.started_at, again.due_at) == (at("2026-02-02 10:20"), at("2026-02-03 09:20"))
    assert again.intervals.get().reason == "not delivered"
    assert cycles_of(issue, "next-update") == [("stopped", "canceled")]
    answer_issue(issue=issue, by=manager, now=at("2026-02-02 11:00"), text="Again, by another way.")
    second = answer_issue(issue=issue, by=manager, now=at("2026-02-02 12:00"), text="More.")
    happened(What.NOT_DELIVERED, issue, by=None, now=at("2026-02-02 13:00"), comment=second)
    assert clock_of(issue, "first-response").outcome == "met", "an earlier answer arrived"
    assert clock_of(issue, "next-update").started_at == at("2026-02-02 13:00")
    assert Comment.objects.filter(issue=issue, automatic=True).count() == 1


def test_all_clocks_of_many_issues_in_one_statement(opened: Opener, django_assert_num_queries: object) -> None:
    issues = [opened(), opened(severity=2)]
    with django_assert_num_queries(1):
        rows = with_clocks(Issue(pk=one.pk, ref=one.ref) for one in issues)
    assert [[clock.kind for clock in row.clocks] for row in rows] == [["first-response", "resolution"]] * 2
    assert rows[1].clock.due_at == at("2026-02-02 13:00")


def test_an_answer_taken_back_stopped_no_clock(opened: Opener, manager: User) -> None:
    issue = opened()
    dues = {kind: clock_of(issue, kind).due_at for kind in ("first-response", "resolution")}
    answered_at = at("2026-02-02 10:00")
    answer_issue(issue=issue, by=manager, now=answered_at, text="Which meter?", wait=True)
    assert clock_of(issue, "first-response").outcome == "met"
    take_back_answer(issue=issue, answer=Dispatch.objects.get(), by=manager, now=answered_at + timedelta(seconds=5))
    assert cycles_of(issue, "first-response") == [("stopped", "canceled"), ("running", "")]
    again, resolution = clock_of(issue, "first-response"), clock_of(issue, "resolution")
    assert again.due_at == dues["first-response"]
    assert resolution.state == "running"
    assert resolution.due_at - dues["resolution"] <= timedelta(seconds=5)
    assert not Clock.objects.filter(subject_ref=issue.ref, kind="next-update").open().exists()
    sweep_deadlines(now=at("2026-02-02 17:30"))
    assert clock_of(issue, "first-response").breached_at == dues["first-response"], (
        "and it is late where nobody answers"
    )
