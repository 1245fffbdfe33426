"""An application on its way: received, incomplete or complete and under review, approved."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import registration_guards as guards
from participants.actions.registration_moves import begin, finish
from participants.actions.shape import require_reason
from participants.models import Registration
from participants.rules import registration_moves as rules
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NOT_YET = "The day of receipt lies in the future."


@transaction.atomic
def receive_application(
    *, registration: Registration, by: User, now: datetime, received_on: date | None = None
) -> Registration:
    """The application has arrived: its form was submitted on the checklist, or the staff record the day of receipt."""
    registration = begin(rules.RECEIVE, registration, by)
    if received_on is None:
        received_on = guards.require_submitted_application(registration)
    if received_on > market_day(now):
        raise Refused(NOT_YET)
    return finish(rules.RECEIVE, registration, verb="received", by=by, now=now, application_on=received_on)


@transaction.atomic
def declare_incomplete(*, registration: Registration, by: User, now: datetime, lacking: str) -> Registration:
    """The application cannot be reviewed (further) until what is named here arrives; the participant reads it."""
    lacking = require_reason(lacking)
    registration = begin(rules.DECLARE_INCOMPLETE, registration, by)
    return finish(rules.DECLARE_INCOMPLETE, registration, verb="incomplete", by=by, now=now, reason=lacking)


@transaction.atomic
def begin_review(*, registration: Registration, by: User, now: datetime) -> Registration:
    """The application is complete: the departments review it. Asks for the DUNS and a submitted application form."""
    registration = begin(rules.BEGIN_REVIEW, registration, by)
    guards.require(rules.BEGIN_REVIEW, registration)
    return finish(rules.BEGIN_REVIEW, registration, verb="review_begun", by=by, now=now)


@transaction.atomic
def approve_registration(*, registration: Registration, by: User, now: datetime) -> Registration:
    """Approved, pending qualification: what makes up the registration is settled, the qualification may be open."""
    registration = begin(rules.APPROVE, registration, by)
    guards.require(rules.APPROVE, registration)
    return finish(rules.APPROVE, registration, verb="approved", by=by, now=now)
