"""One deed to many issues: what was refused and why, what is taken back, and that nothing happens twice."""

from datetime import datetime
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from accounts.models import User
from issues.actions import bulk
from issues.actions.bulk import advance, begin_bulk, undo_bulk
from issues.actions.changing import change_issue
from issues.choices import BulkOutcome, IssueState
from issues.models import BulkRun, Comment, Issue, Note
from issues.tasks import sweep_bulk
from issues.tests.factories import IssueFactory
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def issues(lantern: SimpleNamespace, mesa: SimpleNamespace, manager: User) -> list[Issue]:
    """Two of the manager's, one that has ended, and one of a company that somebody else looks after."""
    mine = [IssueFactory(participant=lantern.participant, owner=manager) for _ in range(2)]
    over = IssueFactory(
        participant=lantern.participant, state=IssueState.WITHDRAWN, ended_at="2026-11-03T15:00Z", owner=manager
    )
    return [*mine, over, IssueFactory(participant=mesa.participant)]


def outcomes(run: BulkRun) -> list[tuple[str, str]]:
    return list(run.rows.order_by("position").values_list("outcome", "reason"))


def test_what_cannot_be_done_is_refused_in_words_and_the_rest_taken_back(
    issues: list[Issue], manager: User, supervisor: User, now: datetime
) -> None:
    run = begin_bulk(issues=issues, act="severity", told={"severity": 2}, by=manager, now=now)
    assert advance(run=run, now=now) == 4
    run.refresh_from_db()
    assert run.finished_at == now
    told = outcomes(run)
    assert [outcome for outcome, _reason in told] == ["done", "done", "refused", "refused"]
    assert "over" in told[2][1]
    assert "Only its owner" in told[3][1]
    change_issue(issue=issues[1], by=supervisor, now=now, severity=1)
    back = undo_bulk(run=run, by=manager, now=now)
    advance(run=back, now=now)
    assert outcomes(back) == [("done", ""), ("refused", bulk.CHANGED_SINCE)]
    assert [Issue.objects.get(pk=issue.pk).severity for issue in issues[:2]] == [3, 1]
    for again in (run, back):
        with pytest.raises(Refused):
            undo_bulk(run=again, by=manager, now=now)


def test_every_deed_reaches_each_issue_once(
    issues: list[Issue], manager: User, supervisor: User, now: datetime
) -> None:
    mine = issues[:2]
    deeds = {
        "hand_over": {"owner": supervisor},
        "note": {"text": "Seen."},
        "answer": {"text": "We look into it."},
        "wait": {"text": "Which meter?"},
        "take_up": {},
        "resolve": {"text": "Put right.", "cause": "operator_data"},
    }
    for act, told in deeds.items():
        run = begin_bulk(issues=mine, act=act, told=told, by=manager, now=now)
        advance(run=run, now=now)
        assert [outcome for outcome, _reason in outcomes(run)] == ["done", "done"], (act, outcomes(run))
    assert (Note.objects.count(), Comment.objects.count()) == (2, 6)
    assert set(Issue.objects.filter(pk__in=[row.pk for row in mine]).values_list("state", "owner")) == {
        ("resolved", supervisor.pk)
    }


def test_a_killed_worker_leaves_nothing_half_done_and_the_sweep_goes_on(
    issues: list[Issue], manager: User, now: datetime
) -> None:
    run = begin_bulk(issues=issues[:2], act="note", told={"text": "Seen."}, by=manager, now=now)
    write = bulk.note_issue
    done: list[int] = []

    def dies_at_the_second(**given: object) -> object:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return write(**given)

    with patch.object(bulk, "note_issue", dies_at_the_second), pytest.raises(KeyboardInterrupt):
        advance(run=run, now=now)
    assert Note.objects.count() == run.rows.filter(outcome=BulkOutcome.DONE).count() == 0
    assert sweep_bulk() == 1
    assert Note.objects.count() == run.rows.filter(outcome=BulkOutcome.DONE).count() == 2
    assert sweep_bulk() == 0


def test_a_fault_at_one_issue_stops_no_other(issues: list[Issue], manager: User, now: datetime) -> None:
    run = begin_bulk(issues=issues[:2], act="take_up", told={}, by=manager, now=now)
    with patch.object(bulk, "take_up", side_effect=[ValueError, None]):
        advance(run=run, now=now)
    assert outcomes(run) == [("refused", bulk.BROKEN), ("done", "")]


def test_refusals_before_anything_begins(
    issues: list[Issue], manager: User, auditor: User, colleague: User, now: datetime
) -> None:
    with pytest.raises(NotPermitted):
        begin_bulk(issues=issues, act="take_up", told={}, by=auditor, now=now)
    for act, told in (("hand_over", {}), ("severity", {"severity": 9}), ("note", {"text": " "}), ("burn", {})):
        with pytest.raises(Refused):
            begin_bulk(issues=issues, act=act, told=told, by=manager, now=now)
    with pytest.raises(Refused, match="at least one"):
        begin_bulk(issues=[], act="take_up", told={}, by=manager, now=now)
    run = begin_bulk(issues=issues[:1], act="note", told={"text": "Seen."}, by=manager, now=now)
    advance(run=run, now=now)
    run.refresh_from_db()
    with pytest.raises(Refused, match="cannot be taken back"):
        undo_bulk(run=run, by=manager, now=now)
    with pytest.raises(NotPermitted):
        undo_bulk(run=run, by=colleague, now=now)
