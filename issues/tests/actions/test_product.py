"""The full product of states, persons and moves: who may do what to an issue that stands where."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from issues.actions import conversation, moves
from issues.actions.changing import change_issue, hand_over_issue
from issues.actions.continuing import follow_up_issue
from issues.actions.families import set_parent
from issues.actions.following import follow_issue
from issues.actions.linking import link_issues
from issues.actions.merging import merge_issues, unmerge_issue
from issues.actions.splitting import split_issue
from issues.actions.tagging import tag_issue
from issues.actions.verifying import verify_issue
from issues.choices import IssueState as S
from issues.choices import Side, Turn
from issues.models import Issue, Merge
from issues.rules.issue_moves import CLOCK_RUNS_IN, ENDED, MOVES, STILL_OPEN, TURN
from issues.tests.actions.working_world import load_deadlines
from issues.tests.factories import CommentFactory, IssueFactory, WatcherFactory
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from portal.testing import acting

ALL = frozenset(S.values)
OPEN = frozenset(STILL_OPEN)
OVER = frozenset({S.RESOLVED, S.CLOSED})
WORK = {"manager", "supervisor"}
DESK = WORK | {"colleague"}
READ = DESK | {"auditor"}
OURS = {"member", "org_admin", "agent"}

# By move: the states in which it is possible, and the persons who may do it there.
PRODUCT: dict[str, tuple[frozenset[str], set[str]]] = {
    "take up": (frozenset({S.NEW, S.WAITING}), WORK),
    "answer": (OPEN, WORK),
    "write down": (OPEN | {S.MERGED}, WORK),
    "note": (ALL, DESK),
    "change": (OPEN, WORK),
    "hand over": (OPEN, WORK),
    "resolve": (OPEN, WORK),
    "close": (frozenset({S.RESOLVED}), WORK),
    "merge": (OPEN, WORK),
    "unmerge": (frozenset({S.MERGED}), WORK),
    "split": (ALL, WORK),
    "link": (ALL, WORK),
    "tag": (ALL, WORK),
    "verify": (ALL, WORK),
    "place": (ALL, WORK),
    "reply": (OPEN | {S.MERGED}, OURS),
    "confirm": (frozenset({S.RESOLVED}), OURS),
    "reopen": (OVER, WORK | OURS),
    "withdraw": (OPEN, WORK | OURS),
    "follow": (ALL, READ | OURS),
    "follow up": (ALL - OPEN - {S.MERGED}, DESK | OURS),
}
CALLS: dict[str, Callable[[Issue, dict[str, Any], SimpleNamespace], Any]] = {
    "take up": lambda issue, who, at: moves.take_up(issue=issue, **who),
    "answer": lambda issue, who, at: conversation.answer_issue(issue=issue, text="Yes.", **who),
    "write down": lambda issue, who, at: conversation.write_down(issue=issue, text="They said so.", **who),
    "note": lambda issue, who, at: conversation.note_issue(issue=issue, text="Among us.", **who),
    "change": lambda issue, who, at: change_issue(issue=issue, title="Another title", **who),
    "hand over": lambda issue, who, at: hand_over_issue(issue=issue, owner=at.heir, **who),
    "resolve": lambda issue, who, at: moves.resolve_issue(issue=issue, resolution="So.", cause="question", **who),
    "close": lambda issue, who, at: moves.close_issue(issue=issue, **who),
    "merge": lambda issue, who, at: merge_issues(issue=issue, into=at.other, **who),
    "unmerge": lambda issue, who, at: unmerge_issue(issue=issue, **who),
    "split": lambda issue, who, at: split_issue(issue=issue, comment=at.comments[issue.pk], title="A part", **who),
    "link": lambda issue, who, at: link_issues(issue=issue, other=at.other, kind="related", **who),
    "tag": lambda issue, who, at: tag_issue(issue=issue, tags=["storm"], **who),
    "verify": lambda issue, who, at: verify_issue(issue=issue, proof="known_mail", **who),
    "place": lambda issue, who, at: set_parent(issue=issue, parent=at.other, **who),
    "reply": lambda issue, who, at: conversation.reply_to_issue(issue=issue, text="Here it is.", **who),
    "confirm": lambda issue, who, at: moves.confirm_issue(issue=issue, **who),
    "reopen": lambda issue, who, at: moves.reopen_issue(issue=issue, reason="Not solved", **who),
    "withdraw": lambda issue, who, at: moves.withdraw_issue(issue=issue, reason="Found it", **who),
    "follow": lambda issue, who, at: follow_issue(issue=issue, **who),
    "follow up": lambda issue, who, at: follow_up_issue(issue=issue, text="Again.", **who),
}


class TakenBack(Exception):
    """What was allowed is not kept: the next one finds the issue as it was."""


def test_the_tables_of_moves_speak_of_every_state() -> None:
    assert MOVES.states == TURN.keys() == ALL
    assert OPEN | set(ENDED) | {S.RESOLVED} == ALL
    assert not OPEN & set(ENDED)
    assert set(CLOCK_RUNS_IN) == {state for state in OPEN if TURN[state] == Turn.OPERATOR}
    assert all(TURN[state] == Turn.NOBODY for state in ENDED)
    assert not MOVES.after(S.WITHDRAWN)
    assert MOVES.after(S.MERGED) == OPEN


@pytest.mark.django_db
def test_every_person_tries_every_move_in_every_state(
    lantern: SimpleNamespace, manager: User, supervisor: User, colleague: User, specialist: User, coordinator: User,
    auditor: User, member: User, org_admin: User, outsider: User, agent: User, prospect: User, now: datetime,
) -> None:  # fmt: skip
    load_deadlines(now)
    acting(agent, lantern.participant)
    people = {
        "manager": manager, "supervisor": supervisor, "colleague": colleague, "specialist": specialist,
        "coordinator": coordinator, "auditor": auditor, "member": member, "org_admin": org_admin,
        "outsider": outsider, "agent": agent, "prospect": prospect,
    }  # fmt: skip
    at = SimpleNamespace(heir=colleague, other=_issue(lantern, S.OPEN, people, now), comments={})
    wrong = []
    for state in S.values:
        issue = _issue(lantern, state, people, now, into=at.other)
        at.comments[issue.pk] = CommentFactory(issue=issue, author=member, author_name=member.name, at=now)
        for move, (states, persons) in PRODUCT.items():
            for persona, person in people.items():
                expected = state in states and persona in persons
                if _may(issue, move, person, at, now) != expected:
                    wrong.append(f"{persona} may {'not ' if expected else ''}{move} what is {state}")
    assert not wrong, "\n".join(wrong)


def _issue(lantern: SimpleNamespace, state: str, people: dict[str, User], now: datetime, into: Any = None) -> Issue:
    given: dict[str, Any] = {}
    if state in OVER:
        given |= {"resolution": "So.", "cause": "question", "resolved_at": now}
    if state in ENDED:
        given["ended_at"] = now
    if state == S.MERGED:
        given["merged_into"] = into
    issue = IssueFactory(
        participant=lantern.participant, registration=lantern.qse, reporter=people["member"], state=state,
        owner=people["manager"], **given,
    )  # fmt: skip
    if state == S.MERGED:
        Merge.objects.create(
            issue=issue, participant=issue.participant, into=into, state_before=S.OPEN, by=people["manager"], at=now
        )
    WatcherFactory(issue=issue, user=people["agent"], side=Side.PARTICIPANT)
    return issue


def _may(issue: Issue, move: str, person: User, at: SimpleNamespace, now: datetime) -> bool:
    who = {"by": person, "now": now + timedelta(minutes=1)}
    try:
        with _stood_in(person):
            CALLS[move](Issue.objects.select_related("participant", "category").get(pk=issue.pk), who, at)
            raise TakenBack
    except TakenBack:
        return True
    except (Refused, Issue.DoesNotExist):
        return False


def _stood_in(person: User) -> Any:
    return transaction.atomic() if person.is_staff else wall.inside(person.acting_for)
