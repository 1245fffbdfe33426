"""Work goes to others whole or not at all, as it was looked at, and each hears once."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import Absence, User
from issues.actions.bulk import advance
from issues.actions.moving_work import cover_absence, move_work
from issues.models import Issue
from issues.moving import Step, look
from issues.tests.factories import IssueFactory
from participants.actions.assignments import assign
from participants.actions.follow_ups import add_follow_up
from participants.models import AcceptedMatch, Assignment, Complexity, HandOver
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import ParticipantFactory
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox.models import Notification
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def deadlines(now: datetime) -> None:
    load_deadlines(now - timedelta(days=30))


def seen(steps: list[Step], now: datetime, **more: Any) -> dict[str, str]:
    return {line.step.row.ref: line.digest for line in look(steps, now, **more).movable}


def holder(participant: Any, now: datetime, days: int = 0) -> User:
    day = market_day(now) + timedelta(days=days)
    return Assignment.objects.on(day).get(participant=participant, kind="primary").person


def heard(kind: str) -> list[tuple[str, Any]]:
    rows = Notification.objects.filter(kind=kind).order_by("id")
    return [(row.recipient.email, row.facts.get("count")) for row in rows.select_related("recipient")]


def test_participants_issues_and_what_nobody_had_go_in_one_go(
    lantern: SimpleNamespace, manager: User, senior: User, colleague: User, supervisor: User, now: datetime
) -> None:
    along = IssueFactory(participant=lantern.participant, owner=manager, severity=1)
    add_follow_up(participant=lantern.participant, title="Call", in_days=1, by=manager, now=now)
    single = IssueFactory.create_batch(3, owner=manager)
    alone = ParticipantFactory(name="All alone")
    steps = [
        Step("participant", lantern.participant, colleague),
        Step("participant", alone, colleague),
        *(Step("issue", issue, senior) for issue in single),
    ]
    preview = look(steps, now)
    [first, second, *_issues] = preview.lines
    assert (first.holder, dict(first.along)) == (manager, {"Issues": 1, "Follow-ups": 1})
    assert second.holder is None
    shifts = {one.person: one for one in preview.shifts}
    assert shifts[manager].difference == -(2 + 8 + 3 * 2), "a participant, the critical issue there, three issues"
    assert (shifts[colleague].difference, shifts[senior].difference) == (2 + 8 + 2, 6)
    with pytest.raises(NotPermitted):
        move_work(steps=steps, seen=seen(steps, now), by=manager, now=now)
    moved = move_work(steps=steps, seen=seen(steps, now), by=supervisor, now=now)
    assert (moved.participants, moved.issues, moved.assigned, len(moved.hand_overs)) == (2, 3, 1, 1)
    assert (holder(lantern.participant, now), holder(alone, now)) == (colleague, colleague)
    assert Issue.objects.get(pk=along.pk).owner == colleague
    [run] = moved.runs
    advance(run=run, now=now)
    assert set(Issue.objects.filter(pk__in=[one.pk for one in single]).values_list("owner", flat=True)) == {senior.pk}
    assert heard("issues.bulk.given") == [(senior.email, 3)]
    assert heard("issues.bulk.gone") == [(manager.email, 3)]
    assert heard("issues.issue.handed_over") == []
    assert heard("participants.assignment.many_made") == [(colleague.email, 1)]
    assert [to for to, _count in heard("participants.handover.given")] == [manager.email]


def test_what_changed_since_the_preview_is_named_and_nothing_moves(
    lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User, senior: User, colleague: User, supervisor: User, now
) -> None:
    steps = [Step("participant", one.participant, colleague) for one in (lantern, mesa)]
    known = seen(steps, now)
    other = [Step("participant", mesa.participant, supervisor)]
    move_work(steps=other, seen=seen(other, now), by=supervisor, now=now)
    with pytest.raises(Refused, match=f"Changed since you looked: {mesa.participant.name}. "):
        move_work(steps=steps, seen=known, by=supervisor, now=now)
    assert holder(lantern.participant, now) == manager
    with pytest.raises(Refused, match="Tick at least one"):
        move_work(steps=[], seen={}, by=supervisor, now=now)
    same = [Step("participant", mesa.participant, supervisor)]
    assert [line.obstacle for line in look(same, now).stuck] == [f"{supervisor.name} has it already."]
    issue = IssueFactory(participant=lantern.participant, owner=manager)
    issues = [Step("issue", issue, senior)]
    known = seen(issues, now)
    Issue.objects.filter(pk=issue.pk).update(state="withdrawn", ended_at=now)
    with pytest.raises(Refused, match=f"Changed since you looked: {issue.title}"):
        move_work(steps=issues, seen=known, by=supervisor, now=now)


def test_above_the_level_it_takes_a_reason_which_is_kept(
    lantern: SimpleNamespace, manager: User, colleague: User, supervisor: User, now: datetime
) -> None:
    Complexity.objects.create(
        participant=lantern.participant, degree=3, reason="Many disputes", marked_by=supervisor, marked_at=now
    )
    steps = [Step("participant", lantern.participant, colleague)]
    assert [line.above for line in look(steps, now).lines] == [True]
    terms = {"steps": steps, "seen": seen(steps, now), "by": supervisor, "now": now}
    with pytest.raises(Refused, match="above the level"):
        move_work(**terms)
    move_work(**terms, accepted_because="Dana accompanies it")
    assert AcceptedMatch.objects.get().reason == "Dana accompanies it"


def test_an_absence_is_covered_by_several_and_all_of_it_comes_back(
    lantern: SimpleNamespace, manager: User, senior: User, colleague: User, supervisor: User, now: datetime
) -> None:
    second = ParticipantFactory(name="Second")
    today = market_day(now)
    assign(participant=second, person=manager, kind="primary", starts_on=today, by=supervisor, now=now)
    days = (today, today + timedelta(days=13))
    steps = [Step("participant", lantern.participant, senior), Step("participant", second, colleague)]
    terms = {"person": manager, "by": supervisor, "now": now, "starts_on": days[0], "ends_on": days[1]}
    foreign = [Step("participant", ParticipantFactory(), senior)]
    with pytest.raises(Refused, match="is not "):
        cover_absence(steps=foreign, seen=seen(foreign, now, days=days), **terms)
    made = cover_absence(steps=steps, seen=seen(steps, now, days=days), note="Ring me.", **terms)
    assert {(one.kind, one.state, one.receiver) for one in made} == {
        ("temporary", "running", senior),
        ("temporary", "running", colleague),
    }
    absence = Absence.objects.get()
    assert (absence.person, absence.starts_on, absence.ends_on) == (manager, *days)
    assert {one.absence for one in made} == {absence}
    assert [holder(lantern.participant, now, at) for at in (0, 13, 14)] == [senior, senior, manager]
    assert HandOver.objects.count() == 2
    again = [Step("participant", lantern.participant, colleague)]
    with pytest.raises(Refused, match="is not "):
        cover_absence(steps=again, seen=seen(again, now, days=days), **terms)
