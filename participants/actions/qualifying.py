"""Into the market, out of it for a while, and back: qualifying, suspending, reinstating."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import registration_guards as guards
from participants.actions.counter_parties import ensure_counter_party
from participants.actions.registration_moves import begin, finish
from participants.actions.shape import require_reason
from participants.models import Registration
from participants.rules import registration_moves as rules
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

FURTHEST: Final = timedelta(days=90)
NO_SECTION: Final = "Name the section of the rules on which the suspension rests."


@transaction.atomic
def qualify_registration(*, registration: Registration, by: User, now: datetime, effective_on: date) -> Registration:
    """Qualified from an operating day on. Refused while one mandatory item of its checklist is open.

    The guard stands at the move: an item that lapses afterwards turns “at risk”, and the registration stays qualified.
    """
    registration = begin(rules.QUALIFY, registration, by)
    guards.require(rules.QUALIFY, registration)
    require_effective(registration, effective_on, now)
    registration = finish(rules.QUALIFY, registration, verb="qualified", by=by, now=now, qualified_on=effective_on)
    if registration.role.code in rules.CREDIT_ROLES:
        ensure_counter_party(participant=registration.participant, by=by, now=now)
    return registration


@transaction.atomic
def suspend_registration(
    *, registration: Registration, by: User, now: datetime, reason: str, section: str
) -> Registration:
    """Out of the market for now, for a reason and on a section of the rules; the participant reads both."""
    reason, section = require_reason(reason), " ".join(section.split())
    if not section:
        raise Refused(NO_SECTION)
    registration = begin(rules.SUSPEND, registration, by)
    return finish(rules.SUSPEND, registration, verb="suspended", by=by, now=now, reason=reason, section=section)


@transaction.atomic
def reinstate_registration(*, registration: Registration, by: User, now: datetime, reason: str) -> Registration:
    """Qualified again, with what has cured the ground of the suspension.

    It is a return to qualified and so asks for what qualifying asks: every mandatory item settled, none at risk. A
    registration from the official list has no checklist; the operator's word was its qualification, so the reason
    is enough. The first operating day of the qualification stays.
    """
    reason = require_reason(reason)
    registration = begin(rules.REINSTATE, registration, by)
    guards.require(rules.REINSTATE, registration)
    return finish(rules.REINSTATE, registration, verb="reinstated", by=by, now=now, reason=reason)


def require_effective(registration: Registration, day: date, now: datetime) -> None:
    """An operating day not before the application and not too far ahead to be sure of."""
    if registration.application_on is not None and day < registration.application_on:
        raise Refused("The effective operating day lies before the application was received.")
    if day > market_day(now) + FURTHEST:
        raise Refused(f"The effective operating day lies more than {FURTHEST.days} days ahead.")
