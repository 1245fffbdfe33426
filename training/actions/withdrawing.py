"""Taking a person out of a session again, whereby the seat goes to the next one in line."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from participants.actions.shape import require_reason
from portal.calendars.choices import Outcome
from portal.lifecycle.refusals import Refused
from portal.scoping import wall
from training import enrollment_news as news
from training import permissions
from training.actions import offer_clocks
from training.actions.offers import fill
from training.actions.seats import locked, move, recount, require_live
from training.choices import EnrollmentState
from training.models import Enrollment
from training.rules.enrolling import Session

BEGUN: Final = "This session has begun: nobody withdraws any more."


@transaction.atomic
def withdraw(*, enrollment: Enrollment, by: Any, now: datetime, reason: str) -> Enrollment:
    """Seat, offer, place in the line or request end, for a reason; refused once the session has begun.

    The person does it, the company's administrator, or the staff; None is the portal itself.
    """
    reason = require_reason(reason)
    enrollment = locked(enrollment)
    if by is not None:
        permissions.can_withdraw(by, enrollment).enforce()
    require_live(enrollment)
    session = enrollment.session
    if now >= Session.of(session).begun_at:
        raise Refused(BEGUN)
    with wall.as_operator("offer the seat of who withdrew to the next in line"):
        if enrollment.state == EnrollmentState.OFFERED:
            offer_clocks.stop([enrollment], by=by, now=now, outcome=Outcome.CANCELED)
        move([enrollment], EnrollmentState.WITHDRAWN, by=by, now=now, reason=reason)
        news.tell("withdrawn", [enrollment], by=by, now=now)
        recount(session)
        fill(session, now=now)
    return enrollment
