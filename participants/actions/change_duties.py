"""What is owed once a change is in effect: obligations of the catalog, follow-ups of the account manager."""

from datetime import date, datetime
from typing import Final

from accounts.models import User
from participants.actions.follow_ups import promise
from participants.actions.obligations import owe
from participants.change_news import managers_of
from participants.models import Change
from participants.rules.change_days import limit_day
from participants.rules.changes import Duty, duties_of
from participants.rules.follow_up_days import Term
from portal.calendars import loading
from portal.calendars.days import previous_such_day
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

BUSINESS: Final = "ercot-business"
LIMIT_SOONEST: Final = 1


def owe_duties(change: Change, *, day: date, now: datetime) -> list[str]:
    """Create them, counted from the effective day; returns their titles. Call while holding the participant's lock."""
    for duty in duties_of(change.topics):
        if duty.obligation:
            owe(type_code=duty.obligation, participant=change.participant, since=day, by=None, now=now)
        else:
            _follow_up(change, duty, day, now)
    return [duty.title for duty in duties_of(change.topics)]


def due_on(duty: Duty, day: date) -> date:
    """The last day of the limit; on a day nobody works, the working day before."""
    counted = loading.current(duty.calendar)[1]
    working = loading.current(BUSINESS)[1]
    return previous_such_day(working, limit_day(day, duty.days, counted))


def _follow_up(change: Change, duty: Duty, day: date, now: datetime) -> None:
    wanted = due_on(duty, day)
    term = Term(day=wanted) if wanted > market_day(now) else Term(in_days=LIMIT_SOONEST)
    promise(
        participant=change.participant,
        by=change.reviewer,
        now=now,
        term=term,
        title=duty.title[:160],
        note=f"Follows from {change.ref}, {change.procedure.name}.",
        responsible=_responsible(change),
    )


def _responsible(change: Change) -> User:
    """The account manager; where there is none, a supervisor."""
    able = managers_of(change.participant)
    if not able:
        raise Refused("Nobody is there to be responsible for what follows.")
    return able[0]
