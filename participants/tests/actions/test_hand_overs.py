"""Handing over for an absence, for some days and for good: what moves, what comes back, who hears of it."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.actions.absences import end_absence
from accounts.models import Absence, User
from accounts.tests.factories import StaffFactory
from issues.tests.factories import IssueFactory
from participants.actions import hand_over_dates as dates
from participants.actions import hand_overs as actions
from participants.actions.follow_up_steps import finish_follow_up
from participants.actions.follow_ups import add_follow_up
from participants.actions.hand_over_steps import go_on
from participants.actions.letters import write_letter
from participants.models import AccountPlan, Assignment, FollowUp, HandOver, HandOverLine, PlanTask
from participants.tests.actions.following_up import load_deadlines
from participants.tests.plan_factories import PlanTaskFactory, PlanVersionFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
FRIDAY = date(2026, 12, 4)
BACK = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
BEGIN = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def deadlines(now: datetime) -> None:
    load_deadlines(now - timedelta(days=30))


@pytest.fixture
def work(lantern: SimpleNamespace, manager: User, supervisor: User, now: datetime) -> SimpleNamespace:
    """What the manager has open for Prairie Lantern: an issue, follow-ups within and after the days, a plan."""
    given = {"participant": lantern.participant, "by": manager, "now": now}
    version = PlanVersionFactory(plan__participant=lantern.participant, plan__owner=manager, state="agreed")
    return SimpleNamespace(
        soon=add_follow_up(title="Call about the test flight", due_on=date(2026, 11, 25), **given),
        later=add_follow_up(title="Ask after the merger", due_on=date(2027, 1, 20), **given),
        issue=IssueFactory(participant=lantern.participant, owner=manager, title="Statement differs"),
        task=PlanTaskFactory(version=version, owner=manager, due_on=date(2026, 11, 30), title="Prepare the workshop"),
        plan=version.plan,
    )


def prepared(kind: str, person: User, receiver: User, by: User, now: datetime, **more: object) -> HandOver:
    days = {"starts_on": MONDAY, "ends_on": None if kind == "permanent" else FRIDAY} | more
    return actions.prepare_hand_over(person=person, receiver=receiver, kind=kind, by=by, now=now, **days)


def heard(kind: str) -> list[str]:
    rows = Notification.objects.filter(kind=kind).order_by("id")
    return list(rows.values_list("recipient__email", flat=True))


def holders(participant: object, *days: date) -> list[str]:
    found = []
    for day in days:
        rows = Assignment.objects.filter(participant=participant, kind="primary").on(day).select_related("person")
        found += [row.person.name for row in rows]
    return found


def owners(work: SimpleNamespace) -> list[str]:
    return [
        type(row).objects.select_related(field).values_list(f"{field}__name", flat=True).get(pk=row.pk)
        for row, field in (
            (work.soon, "responsible"),
            (work.later, "responsible"),
            (work.issue, "owner"),
            (work.task, "owner"),
        )
    ]


def test_an_absence_is_prepared_begins_and_comes_back_with_a_summary(
    work, lantern, manager, colleague, supervisor, now
):
    hand_over = prepared("absence", manager, colleague, manager, now, note="Call me if the roof is on fire.")
    absence = Absence.objects.get(person=manager)
    assert (absence.stand_in, absence.starts_on, absence.ends_on) == (colleague, MONDAY, FRIDAY)
    assert set(hand_over.lines.values_list("subject_ref", flat=True)) == {work.soon.ref, work.issue.ref, work.task.ref}
    assert heard("participants.handover.prepared") == [colleague.email]
    with pytest.raises(Refused, match="prepared already: Prairie Lantern"):
        prepared("temporary", manager, colleague, supervisor, now)
    note = actions.note_on_hand_over(note=hand_over.notes.get(), by=manager, now=now, text="They like the phone.")
    assert note.note == "They like the phone."
    assert actions.note_on_hand_over(note=note, by=manager, now=now).note == "They like the phone."
    assert go_on(now=now) == 0
    assert go_on(now=BEGIN) == 1
    assert go_on(now=BEGIN) == 0
    assert heard("participants.handover.begun") == [colleague.email]
    assert owners(work) == [manager.name] * 4, "responsibility stays"
    finish_follow_up(follow_up=work.soon, by=colleague, now=BEGIN + timedelta(hours=1), outcome="They agreed")
    given = {"participant": lantern.participant, "by": colleague, "now": BEGIN + timedelta(hours=2)}
    new = add_follow_up(title="Send the slides", due_on=FRIDAY, responsible=colleague, **given)
    write_letter(contacts=[lantern.contact], text="The slides follow.", **given)
    assert go_on(now=BACK - timedelta(days=1)) == 0
    assert go_on(now=BACK) == 1
    assert go_on(now=BACK) == 0
    hand_over.refresh_from_db()
    lines = {line.subject_ref: line for line in hand_over.lines.all()}
    assert (lines[work.soon.ref].state_at_begin, lines[work.soon.ref].state_at_return) == ("Open", "Done")
    assert not lines[work.soon.ref].still_open
    assert lines[work.issue.ref].still_open
    assert lines[new.ref].came_in
    assert FollowUp.objects.get(pk=new.pk).responsible == manager
    [news] = Notification.objects.filter(kind="participants.handover.returned")
    assert (news.recipient, news.facts) == (manager, {"done": 1, "came_in": 1, "still_open": 3})
    closed = actions.close_hand_over(hand_over=hand_over, by=manager, now=BACK)
    assert closed.state == "closed"


def test_a_temporary_hand_over_lends_assignments_and_work_and_all_of_it_comes_back(
    work, lantern, manager, colleague, supervisor, now
):
    with pytest.raises(NotPermitted, match="Only supervisors make somebody else responsible"):
        prepared("temporary", manager, colleague, manager, now)
    hand_over = prepared("temporary", manager, colleague, supervisor, now)
    go_on(now=BEGIN)
    before, after = MONDAY - timedelta(1), FRIDAY + timedelta(1)
    expected = [manager.name, colleague.name, colleague.name, manager.name]
    assert holders(lantern.participant, before, MONDAY, FRIDAY, after) == expected
    names = [colleague.name, manager.name, colleague.name, colleague.name]
    assert owners(work) == names, "what is due in January stays where it is"
    assert AccountPlan.objects.get(pk=work.plan.pk).owner == manager, "the plan itself stays"
    new = IssueFactory(participant=lantern.participant, owner=colleague, opened_at=BEGIN + timedelta(hours=3))
    go_on(now=BACK)
    assert owners(work) == [manager.name] * 4
    new.refresh_from_db()
    assert new.owner == manager, "what came in meanwhile comes back as well"
    assert HandOver.objects.get(pk=hand_over.pk).state == "returned"


def test_back_early_means_from_today_on(work, lantern, manager, colleague, supervisor, now):
    hand_over = prepared("temporary", manager, colleague, supervisor, now)
    go_on(now=BEGIN)
    thursday = BEGIN + timedelta(days=3)
    actions.come_back(hand_over=hand_over, by=supervisor, now=thursday)
    days = [date(2026, 11, 25), date(2026, 11, 26), FRIDAY, date(2027, 1, 4)]
    assert holders(lantern.participant, *days) == [colleague.name, manager.name, manager.name, manager.name]
    with pytest.raises(Refused, match="not running"):
        actions.come_back(hand_over=hand_over, by=supervisor, now=thursday)


def test_what_was_prepared_for_an_absence_follows_it(work, manager, colleague, supervisor, now):
    called_off = prepared("absence", manager, colleague, manager, now)
    end_absence(absence=Absence.objects.get(), by=manager, now=now)
    go_on(now=now)
    called_off.refresh_from_db()
    assert called_off.called_off
    assert heard("participants.handover.called_off") == [colleague.email]
    shorter = prepared("absence", manager, colleague, manager, now)
    go_on(now=BEGIN)
    end_absence(absence=Absence.objects.get(), by=manager, now=BEGIN + timedelta(days=4))
    go_on(now=BEGIN + timedelta(days=4))
    shorter.refresh_from_db()
    assert (shorter.state, shorter.ends_on) == ("returned", date(2026, 11, 26))


def test_a_permanent_hand_over_moves_everything_tells_the_participant_once_and_replans(
    work, lantern, member, manager, colleague, supervisor, now
):
    hand_over = prepared("permanent", manager, colleague, supervisor, now)
    go_on(now=BEGIN)
    assert holders(lantern.participant, MONDAY - timedelta(1), MONDAY) == [manager.name, colleague.name]
    assert owners(work) == [colleague.name] * 4
    assert AccountPlan.objects.get(pk=work.plan.pk).owner == colleague
    [told] = Notification.objects.filter(kind="participants.assignment.new_manager")
    assert (told.recipient, told.facts["name"], told.facts["from"]) == (member, colleague.name, "Nov 23, 2026")
    assert told.facts["email"] == colleague.email
    assert heard("participants.handover.taken_over") == [colleague.email]
    assert go_on(now=BACK) == 0, "it does not come back"
    wanted = {line.subject_ref: line for line in hand_over.lines.filter(to_decide=True)}
    assert set(wanted) == {work.soon.ref, work.task.ref}, "not what is due in January"
    terms = {"by": colleague, "now": BEGIN}
    with pytest.raises(Refused, match="Decide first about 2 days"):
        actions.close_hand_over(hand_over=hand_over, **terms)
    with pytest.raises(NotPermitted):
        dates.keep_date(line=wanted[work.soon.ref], by=manager, now=BEGIN)
    moved = dates.move_date(line=wanted[work.soon.ref], due_on=date(2026, 12, 9), reason="I am new here", **terms)
    assert (moved.due_on, moved.new_due) == (date(2026, 11, 25), date(2026, 12, 9))
    assert FollowUp.objects.get(pk=work.soon.pk).due_on == date(2026, 12, 9)
    dates.move_date(line=wanted[work.task.ref], due_on=date(2026, 12, 11), reason="The room is taken", **terms)
    assert PlanTask.objects.get(pk=work.task.pk).due_on == date(2026, 12, 11)
    [news] = Notification.objects.filter(kind="participants.plantask.replanned")
    assert (news.recipient, news.facts) == (member, {"before": "Nov 30, 2026", "after": "Dec 11, 2026"})
    with pytest.raises(Refused, match="decided already"):
        dates.keep_date(line=wanted[work.task.ref], **terms)
    actions.close_hand_over(hand_over=hand_over, **terms)
    [decided] = Notification.objects.filter(kind="participants.handover.decided")
    assert (decided.recipient, decided.facts) == (supervisor, {"moved": 2, "kept": 0})


def test_from_today_a_permanent_hand_over_begins_at_once(lantern, manager, colleague, supervisor, now):
    hand_over = prepared("permanent", manager, colleague, supervisor, now, starts_on=date(2026, 11, 18))
    assert hand_over.state == "running"
    assert holders(lantern.participant, date(2026, 11, 18)) == [colleague.name]


def test_one_that_cannot_go_on_says_so_once_and_keeps_no_other_from_its_turn(
    lantern, mesa, manager, senior, colleague, supervisor, now
):
    stuck = prepared("permanent", manager, colleague, supervisor, now)
    fine = prepared("permanent", senior, supervisor, supervisor, now)
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    assert go_on(now=BEGIN) == 1
    assert go_on(now=BEGIN) == 0
    stuck.refresh_from_db()
    fine.refresh_from_db()
    assert (stuck.state, fine.state) == ("prepared", "running")
    assert "can no longer be responsible" in stuck.trouble
    assert heard("participants.handover.hindered") == [supervisor.email]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"kind": "forever"}, "not one of the available"),
        ({"ends_on": None}, "Give the last day"),
        ({"kind": "permanent"}, "has no last day"),
        ({"ends_on": date(2026, 11, 1)}, "before"),
        ({"starts_on": date(2026, 11, 17), "kind": "temporary"}, "from today on"),
    ],
)
def test_what_makes_no_sense_is_refused(given, reason, lantern, manager, colleague, supervisor, now):
    terms = {"kind": "absence", "starts_on": MONDAY, "ends_on": FRIDAY} | given
    with pytest.raises(Refused, match=reason):
        actions.prepare_hand_over(person=manager, receiver=colleague, by=supervisor, now=now, **terms)
    assert not HandOverLine.objects.exists()
    assert not HandOver.objects.exists()


def test_what_was_prepared_begins_only_while_its_author_may_still_do_so(
    work, lantern, manager, colleague, supervisor, now
):
    boss = StaffFactory(role="supervisor", level="")
    hand_over = prepared("temporary", manager, colleague, supervisor, now)
    with pytest.raises(Refused, match="still stands by it"):
        actions.stand_by_hand_over(hand_over=hand_over, by=boss, now=now)
    supervisor.apply(is_active=False)
    assert go_on(now=BEGIN) == 0
    assert go_on(now=BEGIN) == 0
    hand_over.refresh_from_db()
    assert (hand_over.state, supervisor.name in hand_over.trouble) == ("prepared", True)
    assert holders(lantern.participant, MONDAY) == [manager.name]
    assert heard("participants.handover.hindered") == [boss.email]
    assert list(HandOver.objects.visible_to(boss).hindered(MONDAY)) == [hand_over]
    with pytest.raises(NotPermitted):
        actions.stand_by_hand_over(hand_over=hand_over, by=colleague, now=BEGIN)
    begun = actions.stand_by_hand_over(hand_over=hand_over, by=boss, now=BEGIN)
    assert (begun.state, begun.prepared_by, begun.trouble) == ("running", boss, "")
    assert holders(lantern.participant, MONDAY) == [colleague.name]


def test_what_is_no_longer_held_is_not_handed_over(work, lantern, manager, colleague, supervisor, now):
    hand_over = prepared("permanent", manager, colleague, supervisor, now, participants=[lantern.participant])
    Assignment.objects.filter(person=manager).update(person=supervisor)
    assert go_on(now=BEGIN) == 0
    hand_over.refresh_from_db()
    assert "looks after none" in hand_over.trouble
    assert holders(lantern.participant, MONDAY) == [supervisor.name]
