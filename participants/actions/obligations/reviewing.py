"""The reviewers' side: accepting, or returning with the reason the participant reads."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.obligations import rows
from participants.actions.shape import require_reason, require_shape
from participants.choices import ObligationState, Verdict
from participants.models import Obligation, ObligationRound
from participants.obligation_audiences import FILERS
from participants.rules.obligation_moves import MOVES
from portal.calendars import loading
from portal.calendars.days import next_such_day
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

# How long a returned submission may take at least to be corrected; a proposal of this product.
DAYS_TO_CORRECT: Final = 5
BUSINESS_DAYS: Final = "ercot-business"
NOTHING_THERE: Final = "Nothing lies with the reviewers."


@transaction.atomic
def accept_obligation(*, obligation: Obligation, by: User, now: datetime, comment: str = "") -> Obligation:
    """It was met. The comment is read by the participant."""
    comment = comment.strip()
    obligation = _begin(obligation, by, ObligationState.ACCEPTED, comment)
    submitted_by = rows.open_round(obligation).submitted_by
    changes = obligation.apply(state=ObligationState.ACCEPTED, settled_at=now)
    rows.end_round(obligation, Verdict.ACCEPTED, by=by, now=now, comment=comment)
    rows.drop_extension(obligation, by=by, now=now, reason="What was handed in was accepted.")
    rows.record("accepted", obligation, by=by, now=now, changes=changes)
    rows.tell("accepted", obligation, by=by, now=now, audience="", also=[submitted_by])
    return obligation


@transaction.atomic
def return_obligation(*, obligation: Obligation, by: User, now: datetime, comment: str) -> Obligation:
    """It is not enough, for the reason given. There are five Business Days at least to correct it."""
    comment = require_reason(comment)
    obligation = _begin(obligation, by, ObligationState.RETURNED, comment)
    day = max(obligation.due_on, _to_correct(market_day(now)))
    changes = obligation.apply(state=ObligationState.RETURNED, due_on=day)
    rows.end_round(obligation, Verdict.RETURNED, by=by, now=now, comment=comment)
    rows.run_until(obligation, day, by=by, now=now, reason="Returned by the reviewers")
    rows.record("returned", obligation, by=by, now=now, changes=changes)
    rows.tell("returned", obligation, by=by, now=now, audience=FILERS)
    return obligation


def _begin(obligation: Obligation, by: User, state: str, comment: str) -> Obligation:
    """Lock, permit, require the move. Whoever handed something in does not look at it."""
    obligation = rows.locked(obligation)
    permissions.can_review_filing(by, obligation).enforce()
    if obligation.state != ObligationState.SUBMITTED:
        raise Refused(NOTHING_THERE)
    MOVES.require(obligation.state, state)
    if rows.open_round(obligation).submitted_by_id == by.pk:
        raise Refused(rows.SAME_PERSON)
    require_shape(ObligationRound(comment=comment), "comment")
    return obligation


def _to_correct(day: date) -> date:
    _version, calendar = loading.current(BUSINESS_DAYS)
    for _ in range(DAYS_TO_CORRECT):
        day = next_such_day(calendar, date.fromordinal(day.toordinal() + 1))
    return day
