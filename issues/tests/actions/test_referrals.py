"""A question to a department: asked, answered, released, with its own clock and without the participant's knowing."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.models import Department, User
from accounts.tests.factories import DepartmentFactory, SpecialistFactory
from issues.actions import answering, referrals
from issues.actions.conversation import answer_issue
from issues.actions.desk_calls import log_desk_call
from issues.actions.escalations import escalate_issue
from issues.actions.merging import merge_issues, unmerge_issue
from issues.actions.moves import withdraw_issue
from issues.actions.opening import open_issue
from issues.actions.systemic import open_systemic
from issues.choices import EscalationEnding, IssueState, ReferralState
from issues.models import Comment, Escalation, Issue, Note, Referral, ReferralMessage, ReferralStep
from issues.reactions import What, happened
from issues.referral_report import time_by_department
from issues.tests.factories import CategoryFactory, IssueFactory
from issues.tests.referral_world import ask, fresh, heard
from portal.audit.models import AuditEvent
from portal.calendars.models import Clock
from portal.documents.models import Document
from portal.documents.tests.files import upload
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from portal.scoping import wall

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def clock_of(row: Referral | Escalation) -> Clock:
    return Clock.objects.of(row).latest("cycle")


def test_a_department_is_asked_with_a_due_time_of_its_own_and_the_issue_stays_as_it_is(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    row = ask(desk, manager, now, files=[upload("trend.pdf")])
    assert row.state == ReferralState.ASKED
    assert row.due_at == now + timedelta(days=1) == clock_of(row).due_at  # telemetry support has one day
    assert row.html == "<p>Why is its quality code <strong>suspect</strong>?</p>\n"
    assert Document.objects.get(name="trend.pdf").inner
    assert heard("issues.referral.asked") == {"Tim Telemetry"}
    issue = fresh(desk.issue)
    assert (issue.state, issue.awaiting_since) == (IssueState.NEW, now)
    assert Comment.objects.filter(issue=issue).count() == 1
    with pytest.raises(Refused, match="open question of this issue already"):
        ask(desk, manager, now)
    other = DepartmentFactory(code="MET", name="Metering")
    assert ask(desk, manager, now, department=other).due_at == now + timedelta(days=2)
    assert Referral.objects.still_open().filter(issue=issue).count() == 2


def test_nobody_else_asks_and_no_text_names_the_participant_unless_its_name_is_needed(
    desk: SimpleNamespace, manager: User, colleague: User, lantern: SimpleNamespace, now: datetime
) -> None:
    for person in (colleague, desk.specialist):
        with pytest.raises(NotPermitted):
            ask(desk, person, now)
    for words in (
        {"title": "Unit of prairie lantern energy"},
        {"question": f"What of {lantern.qse.short_name}?"},
        {"needed": f"DUNS {lantern.participant.duns}"},
    ):
        with pytest.raises(Refused, match="names the participant"):
            ask(desk, manager, now, **words)
    row = ask(desk, manager, now, title="Unit of Prairie Lantern Energy", name_needed=True)
    answering.write_on_referral(referral=row, by=manager, now=now, text="Prairie Lantern Energy waits.")
    with pytest.raises(Refused, match="outside the operator"):
        ask(desk, manager, now, department=DepartmentFactory(code="PUCT", name="Commission", outside=True))


def test_take_ask_back_and_answer_while_the_clock_runs_and_rests(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    row = ask(desk, manager, now)
    with pytest.raises(NotPermitted, match="Only Telemetry Support"):
        answering.take_referral(referral=row, by=SpecialistFactory(), now=now)
    row = answering.take_referral(referral=row, by=desk.specialist, now=now + HOUR)
    row = answering.ask_back(referral=row, by=desk.specialist, now=now + 2 * HOUR, text="Which unit?")
    assert (row.state, row.hand_back) == (ReferralState.HANDED_BACK, "more_needed")
    assert clock_of(row).state == "paused"
    assert heard("issues.referral.handed_back") == {manager.name}
    with pytest.raises(IllegalMove):
        answering.answer_referral(referral=row, by=desk.specialist, now=now + 2 * HOUR, text="It is broken.")
    row = referrals.ask_again(referral=row, by=manager, now=now + 25 * HOUR, text="The larger one.")
    assert row.due_at == now + timedelta(days=2)  # the day it rested does not count
    assert row.taken_by == desk.specialist
    row = answering.answer_referral(referral=row, by=desk.specialist, now=now + 26 * HOUR, text="A loose cable.")
    assert (row.state, clock_of(row).outcome) == (ReferralState.ANSWERED, "met")
    assert heard("issues.referral.answered") == {manager.name}
    assert [step.state for step in ReferralStep.objects.filter(referral=row)] == [
        "asked", "in_work", "handed_back", "asked", "answered",
    ]  # fmt: skip
    row = referrals.ask_again(referral=row, by=manager, now=now + 27 * HOUR, text="Since when?")
    assert (clock_of(row).cycle, clock_of(row).state) == (2, "running")
    assert ReferralMessage.objects.filter(referral=row).count() == 5


def test_the_account_manager_releases_the_answer_in_own_words_and_nothing_tells_who_was_asked(
    desk: SimpleNamespace, manager: User, member: User, now: datetime
) -> None:
    row = ask(desk, manager, now)
    with pytest.raises(IllegalMove):
        referrals.release_answer(referral=row, by=manager, now=now, text="Too soon.")
    assert Comment.objects.filter(issue=desk.issue).count() == 1  # what was refused left nothing behind
    row = answering.answer_referral(referral=row, by=desk.specialist, now=now, text="Cable 4711 was loose.")
    assert Comment.objects.filter(issue=desk.issue).count() == 1
    row = referrals.release_answer(
        referral=row, by=manager, now=now, text="A cable was loose.", files=[upload("photo.pdf")], wait=True
    )
    assert row.state == ReferralState.RELEASED
    assert fresh(desk.issue).state == IssueState.WAITING
    assert not Document.objects.get(name="photo.pdf").inner
    with wall.inside(member.acting_for):
        texts = [one.text for one in Comment.objects.visible_to(member)]
        assert texts == ["Prairie Lantern's unit cannot synchronize.", "A cable was loose."]
        assert not Referral.objects.visible_to(member).exists()
    with pytest.raises(Refused):
        answering.write_on_referral(referral=row, by=manager, now=now, text="Thanks.")
    happened(What.TAKEN_BACK, desk.issue, by=manager, now=now, comment=row.released_in, undone=())
    assert (fresh(row).state, fresh(row).released_in) == (ReferralState.ANSWERED, None)


def test_handed_back_as_not_theirs_it_is_asked_elsewhere_and_withdrawn_there(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    row = answering.hand_back(referral=ask(desk, manager, now), by=desk.specialist, now=now, text="Metering's.")
    other = DepartmentFactory(code="MET", name="Metering")
    new = ask(desk, manager, now, department=other, instead_of=row)
    assert (fresh(row).state, clock_of(row).outcome) == (ReferralState.WITHDRAWN, "canceled")
    assert new.state == ReferralState.ASKED
    with pytest.raises(Refused, match="handed back as not theirs"):
        ask(desk, manager, now, instead_of=new)


def test_who_sees_which_questions(
    desk: SimpleNamespace, manager: User, auditor: User, coordinator: User, now: datetime
) -> None:
    row = ask(desk, manager, now)
    train = ask(desk, manager, now, department=DepartmentFactory(code="TRN", name="Market Education"))
    for person in (manager, auditor, desk.supervisor):
        assert set(Referral.objects.visible_to(person)) == {row, train}
    assert list(Referral.objects.visible_to(desk.specialist)) == [row]
    assert list(Referral.objects.visible_to(coordinator)) == [train]
    assert not Issue.objects.visible_to(desk.specialist).exists()
    assert not Referral.objects.visible_to(SpecialistFactory()).exists()
    Issue.objects.filter(pk=desk.issue.pk).update(owner=None)
    desk.issue.participant.apply(restricted=True, restricted_reason="Acquisition")
    assert list(Referral.objects.visible_to(desk.specialist)) == [row]


def test_questions_end_with_their_issue_and_go_along_when_it_is_merged(
    desk: SimpleNamespace, manager: User, member: User, lantern: SimpleNamespace, now: datetime
) -> None:
    row = ask(desk, manager, now)
    given = {"participant": lantern.participant, "category": CategoryFactory(), "text": "Same.", "by": member}
    with wall.inside(member.acting_for):
        other = open_issue(title="Same again", now=now, **given)
    happened(What.MERGED, desk.issue, by=manager, now=now, into=other)
    assert (fresh(row).issue, fresh(row).came_from) == (other, desk.issue)
    happened(What.UNMERGED, desk.issue, by=manager, now=now)
    assert (fresh(row).issue, fresh(row).came_from) == (desk.issue, None)
    with wall.inside(member.acting_for):
        withdraw_issue(issue=desk.issue, by=member, now=now, reason="It runs.")
    assert (fresh(row).state, clock_of(row).outcome) == (ReferralState.WITHDRAWN, "canceled")
    with pytest.raises(Refused, match="over"):
        ask(desk, manager, now)


def test_questions_find_back_out_of_a_chain_of_mergings(
    desk: SimpleNamespace, manager: User, supervisor: User, lantern: SimpleNamespace, now: datetime
) -> None:
    row = ask(desk, manager, now)
    systemic = open_systemic(by=supervisor, now=now, title="Clocks", cause="A switch.", issues=[desk.issue])
    third = escalate_issue(
        issue=desk.issue, by=desk.supervisor, now=now, level="E3", reason="It goes on.", plan="We talk.",
        target_on=(now + timedelta(days=3)).date(),
    )  # fmt: skip
    middle, last = IssueFactory(participant=lantern.participant), IssueFactory(participant=lantern.participant)
    merge_issues(issue=desk.issue, by=manager, now=now, into=middle)
    merge_issues(issue=middle, by=manager, now=now, into=last)
    assert fresh(row).issue == last
    assert not systemic.members.filter(left_at=None).exists()
    assert (fresh(third).ending, clock_of(third).outcome) == (EscalationEnding.NOT_NEEDED, "canceled")
    unmerge_issue(issue=middle, by=manager, now=now + HOUR)
    assert (fresh(row).issue, fresh(row).came_from) == (middle, desk.issue)
    unmerge_issue(issue=desk.issue, by=manager, now=now + HOUR)
    assert (fresh(row).issue, fresh(row).came_from) == (desk.issue, None)
    assert systemic.members.get(left_at=None).issue == desk.issue
    third = fresh(third)
    assert (third.is_open, third.ending, clock_of(third).outcome) == (True, "", "")
    assert {"Sue Supervisor"} <= heard("issues.escalation.opened")
    verbs = AuditEvent.objects.filter(object_ref__in=(desk.issue.ref, third.ref)).order_by("pk")
    assert {"issues.systemicissue.joined", "issues.escalation.returned"} <= set(verbs.values_list("verb", flat=True))


def test_a_real_time_matter_is_told_by_phone_and_written_down_afterwards(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    Department.objects.filter(pk=desk.ems.pk).update(desk_phones="+1 512 555 0100, +1 512 555 0101")
    category = CategoryFactory(code="PO-TELEMETRY", name="Telemetry", departments=["EMS"], call_the_desk=True)
    Issue.objects.filter(pk=desk.issue.pk).update(category=category)
    ems = fresh(desk.ems)
    with pytest.raises(Refused, match=r"call the desk of Telemetry Support \(\+1 512 555 0100, \+1 512 555 0101\)"):
        ask(desk, manager, now, department=ems)
    assert ask(desk, manager, now, department=DepartmentFactory(code="MET", name="Metering"))
    with pytest.raises(Refused, match="within the last 30 days"):
        log_desk_call(
            issue=desk.issue, by=manager, now=now, department=ems, spoke_with="Kim", text="x", called_at=now + HOUR
        )
    log_desk_call(issue=desk.issue, by=manager, now=now, department=ems, spoke_with="Kim", text="Restarted.")
    assert "spoke with Kim" in Note.objects.get().text
    assert ask(desk, manager, now, department=ems)


def test_the_report_tells_which_department_held_the_time_and_what_was_late(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    row = answering.take_referral(referral=ask(desk, manager, now), by=desk.specialist, now=now + HOUR)
    answer_issue(issue=desk.issue, by=manager, now=now + HOUR, text="We look at it.")
    answering.answer_referral(referral=row, by=desk.specialist, now=now + timedelta(days=2), text="Done.")
    today = now.date()
    (line,) = time_by_department(manager, since=today, until=today, now=now + timedelta(days=2, hours=1))
    assert (line.code, line.asked, line.answered, line.late, line.late_share) == ("EMS", 1, 1, 1, 100)
    assert line.held.department == timedelta(hours=18)  # two days of nine hours
    assert line.held.department_calendar == timedelta(days=2)
    assert line.held.manager == HOUR
    later = today + timedelta(days=1)
    assert time_by_department(manager, since=later, until=later, now=now + timedelta(days=2)) == []
    assert list(Referral.objects.breached(now + timedelta(days=2))) == [row]
