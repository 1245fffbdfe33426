"""An answer that was taken back stopped no clock, and started none. A reaction to what happens to issues."""

from datetime import datetime
from typing import Any, Final

from issues.actions.grid_pauses import let_rest
from issues.actions.published_targets import publish
from issues.actions.target_clocks import stop
from issues.clocks import of_issues, open_of
from issues.models import Issue
from issues.policies import PolicyBook
from issues.reactions import What
from portal.calendars.actions.taking_back import take_back_stop
from portal.calendars.choices import ClockState, Outcome

TAKEN_BACK: Final = "The answer was taken back before it left"


def react(what: What, issue: Issue, *, by: Any, now: datetime, **told: Any) -> None:
    """Clocks that the answer began end as canceled; those it stopped run on from their own start."""
    if what != What.TAKEN_BACK:
        return
    answered_at = told["comment"].at
    rows = of_issues([issue.ref])
    stopped = list(rows.filter(state=ClockState.STOPPED, stopped_at__gte=answered_at).order_by("pk"))
    for clock in rows.open().filter(started_at__gte=answered_at).order_by("pk"):
        stop(clock, by=by, now=now, outcome=Outcome.CANCELED, reason=TAKEN_BACK)
    for clock in stopped:
        take_back_stop(clock=clock, by=by, now=now, reason=TAKEN_BACK)
    let_rest(issue, open_of([issue])[issue.ref], PolicyBook.read(), by=by, now=now)
    publish([issue])
