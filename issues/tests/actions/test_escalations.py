"""The escalation ladder: by rule once for each occasion, by hand, at a participant's wish, planned, lowered, ended."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.choices import Level
from accounts.models import User
from accounts.tests.factories import StaffFactory
from issues.actions import escalation_sweep, escalations, referrals
from issues.actions.answering import answer_referral
from issues.actions.escalation_sweep import sweep_escalations
from issues.actions.moves import confirm_issue, reopen_issue, resolve_issue
from issues.choices import EscalationCause, EscalationEnding, IssueState
from issues.models import Comment, Escalation, Issue
from issues.tests.factories import IssueFactory
from issues.tests.referral_world import ask, fresh, heard
from participants.choices import AssignmentKind
from participants.tests.factories import AssignmentFactory
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.models import Clock
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping import wall

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OPENED = "issues.escalation.opened"


@pytest.fixture
def ruth(desk: SimpleNamespace, lantern: SimpleNamespace, now: datetime) -> User:
    """The senior account manager who stands behind the owner."""
    person = StaffFactory(name="Ruth Senior", level=Level.SENIOR)
    AssignmentFactory(participant=lantern.participant, person=person, kind=AssignmentKind.MENTOR)
    return person


def test_a_late_answer_escalates_once_to_the_lead_and_the_senior_and_then_to_the_supervisors(
    desk: SimpleNamespace, manager: User, ruth: User, now: datetime
) -> None:
    row = ask(desk, manager, now)
    sweep_deadlines(now=now + DAY)
    assert sweep_escalations(now=now + DAY) == 1
    assert sweep_escalations(now=now + DAY) == 0
    first = Escalation.objects.get()
    assert (first.level, first.cause, first.referral, first.opened_by) == ("E1", "referral", row, None)
    assert first.occasion == f"{Clock.objects.of(row).get().ref}:2"
    assert "Telemetry Support has not answered" in first.reason
    assert heard("issues.referral.late") == {"Lara Lead", "Ruth Senior"}
    assert not heard(OPENED)  # whom the reminder told hears no second time
    late = now + 5 * DAY
    sweep_deadlines(now=late)
    assert sweep_escalations(now=late) == 1
    assert set(Escalation.objects.values_list("level", flat=True)) == {"E1", "E2"}
    assert heard("issues.referral.escalated") == {"Sue Supervisor"}
    answer_referral(referral=row, by=desk.specialist, now=late, text="A loose cable.")
    assert sweep_escalations(now=late) == 0


def test_what_is_settled_before_the_sweep_does_not_escalate(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    ask(desk, manager, now)
    sweep_deadlines(now=now + DAY)
    resolve_issue(issue=desk.issue, by=manager, now=now + DAY, resolution="It runs.", cause="no_fault")
    assert sweep_escalations(now=now + DAY) == 0
    assert not Escalation.objects.exists()


def test_what_is_over_keeps_no_other_from_escalating(
    desk: SimpleNamespace, manager: User, member: User, lantern: SimpleNamespace, now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(escalation_sweep, "BATCH", 1)
    ask(desk, manager, now)
    other = ask(SimpleNamespace(issue=IssueFactory(participant=lantern.participant), ems=desk.ems), manager, now)
    sweep_deadlines(now=now + DAY)
    Issue.objects.filter(pk=desk.issue.pk).update(state=IssueState.WITHDRAWN, ended_at=now + DAY)
    assert sweep_escalations(now=now + DAY) == 1
    assert Escalation.objects.get().referral == other


def test_a_second_reopening_escalates_to_the_supervisors_and_the_end_of_the_issue_ends_it(
    desk: SimpleNamespace, manager: User, member: User, now: datetime
) -> None:
    given = {"issue": desk.issue, "now": now}
    for times in (1, 2):
        resolve_issue(by=manager, resolution="It runs.", cause="no_fault", **given)
        with wall.inside(member.acting_for):
            reopen_issue(by=member, reason="It does not.", **given)
        assert Escalation.objects.count() == times - 1
    row = Escalation.objects.get()
    assert (row.level, row.cause) == ("E2", EscalationCause.REOPENED)
    assert heard(OPENED) == {"Sue Supervisor"}
    resolve_issue(by=manager, resolution="It runs now.", cause="no_fault", **given)
    with wall.inside(member.acting_for):
        confirm_issue(by=member, **given)
    assert fresh(row).ending == EscalationEnding.SOLVED


def test_by_hand_with_plan_and_target_exactly_the_right_people_hear(
    desk: SimpleNamespace, manager: User, ruth: User, lantern: SimpleNamespace, member: User, now: datetime
) -> None:
    ask(desk, manager, now)
    given = {"issue": desk.issue, "now": now, "reason": "No answer on the phone either."}
    first = escalations.escalate_issue(by=manager, level="E1", **given)
    assert heard(OPENED) == {"Ruth Senior"}
    assert heard("issues.referral.escalated") == {"Lara Lead"}
    with pytest.raises(NotPermitted, match="Senior"):
        escalations.escalate_issue(by=manager, level="E3", **given)
    with pytest.raises(Refused, match="plan"):
        escalations.escalate_issue(by=desk.supervisor, level="E3", **given)
    lantern.contact.apply(user=member)
    third = escalations.escalate_issue(
        by=desk.supervisor,
        level="E3",
        plan="Both directors talk on Friday.",
        target_on=date(2026, 11, 20),
        tell_representative=True,
        **given,
    )
    assert fresh(first).ending == EscalationEnding.RAISED
    assert Clock.objects.of(third).get().due_at == datetime(2026, 11, 20, 23, tzinfo=now.tzinfo)
    assert Notification.objects.get(kind="issues.escalation.directors").recipient == member
    assert fresh(third).told_representative
    with pytest.raises(Refused, match="today on"):
        escalations.plan_escalation(
            escalation=third, by=desk.supervisor, now=now, plan="Talk.", target_on=date(2026, 11, 2)
        )
    escalations.plan_escalation(
        escalation=third, by=desk.supervisor, now=now, plan="Talk.", target_on=date(2026, 11, 24)
    )
    assert Clock.objects.of(third).count() == 2
    done = escalations.end_escalation(escalation=third, by=desk.supervisor, now=now, outcome="Agreed.", lower_to="E1")
    assert done.ending == EscalationEnding.LOWERED
    lower = Escalation.objects.still_open().get()
    assert (lower.level, lower.follows, lower.cause) == ("E1", third, EscalationCause.LOWERED)
    with pytest.raises(Refused, match="ended"):
        escalations.end_escalation(escalation=third, by=desk.supervisor, now=now, outcome="Again.")


def test_the_formal_route_is_a_persons_decision_with_its_name(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    given = {"issue": desk.issue, "by": desk.supervisor, "now": now, "reason": "The meaning of a rule."}
    with pytest.raises(Refused, match="formal route"):
        escalations.escalate_issue(level="E4", **given)
    with pytest.raises(Refused, match="Only the fourth"):
        escalations.escalate_issue(level="E2", route="adr", **given)
    assert escalations.escalate_issue(level="E4", route="adr", **given).opened_by == desk.supervisor


def test_a_participant_asks_for_escalation_once_and_reads_nothing_of_it(
    desk: SimpleNamespace, manager: User, member: User, outsider: User, now: datetime
) -> None:
    with wall.inside(outsider.acting_for), pytest.raises(NotPermitted):
        escalations.ask_escalation(issue=desk.issue, by=outsider, now=now, reason="Ours.")
    with wall.inside(member.acting_for):
        escalations.ask_escalation(issue=desk.issue, by=member, now=now, reason="Nobody answers.")
        with pytest.raises(Refused, match="already"):
            escalations.ask_escalation(issue=desk.issue, by=member, now=now, reason="Again.")
    row = Escalation.objects.get()
    assert (row.level, row.cause, row.opened_by) == ("E2", EscalationCause.ASKED, member)
    assert heard(OPENED) == {"Sue Supervisor"}
    assert "Nobody answers." in Comment.objects.filter(issue=desk.issue).latest("id").text
    assert not Escalation.objects.visible_to(member).exists()
    with pytest.raises(NotPermitted):
        referrals.refer_issue(
            issue=desk.issue, by=member, now=now, department=desk.ems, title="a", question="b", goal="c"
        )
