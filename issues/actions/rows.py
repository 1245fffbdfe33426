"""What the actions of issues share: the lock, the step into a state, the next number."""

from datetime import datetime
from typing import Any, Final

from django.db import connection

from issues.models import Issue, IssueStep
from issues.permissions import NO_SUCH_ISSUE
from issues.rules.held import kept
from issues.rules.issue_moves import ENDED, MOVES
from issues.rules.numbers import issue_number
from portal.scoping import wall
from portal.scoping.today import market_day

REASON_LENGTH: Final = 300
COUNT_ON: Final = (
    "INSERT INTO issues_issuecount AS counted (year, last) VALUES (%s, %s)"
    " ON CONFLICT (year) DO UPDATE SET last = counted.last + excluded.last RETURNING last"
)


def lock_issue(issue: Issue) -> Issue:
    """The issue, locked until the transaction ends, with its participant; inside the wall only one of the participant
    acted for, and outside it refused as not there."""
    acting_for = wall.current()
    if acting_for is not None and acting_for.participant_id != issue.participant_id:
        NO_SUCH_ISSUE.enforce()
    with wall.as_operator("lock an issue of the participant acted for"):
        locked = Issue.objects.select_related("participant", "category").lock(issue.pk)
    if acting_for is not None and acting_for.participant_id != locked.participant_id:
        NO_SUCH_ISSUE.enforce()
    return locked


def move(issue: Issue, state: str, *, by: Any, now: datetime, reason: str = "", **changes: Any) -> dict[str, list[str]]:
    """Into another state, if the table of moves allows it; writes the step. Call it while holding the lock."""
    MOVES.require(issue.state, state)
    changes |= {"state": state, "ended_at": now if state in ENDED else None}
    changed = issue.apply(**changes)
    if not getattr(by, "is_staff", True) and issue.held_until is not None and issue.held_until > now:
        # What a participant's user does oneself is seen at once, whatever answer waits to leave.
        told = kept(issue)
        issue.apply(held=issue.held | {name: told[name] for name in changes if name in told})
    add_step(issue, by=by, now=now, reason=reason)
    return changed


def add_step(issue: Issue, *, by: Any, now: datetime, reason: str = "") -> None:
    step_of(issue, by=by, now=now, reason=reason).save(force_insert=True)


def step_of(issue: Issue, *, by: Any, now: datetime, reason: str = "") -> IssueStep:
    """The step into the state in which the issue stands, not written yet."""
    return IssueStep(
        issue=issue,
        participant_id=issue.participant_id,
        state=issue.state,
        at=now,
        by=by,
        reason=reason.strip()[:REASON_LENGTH],
    )


def next_numbers(now: datetime, many: int = 1) -> list[str]:
    """The next references of the market's year, counted on under a lock that the next caller waits for."""
    year = market_day(now).year
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ON, [year, many])
        last = cursor.fetchone()[0]
    return [issue_number(year, count) for count in range(last - many + 1, last + 1)]
