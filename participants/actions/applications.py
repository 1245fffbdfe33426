"""What the desk does with an application short of taking it up: assigning, answering, ending, opening again."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts.models import User
from participants import application_deadlines as deadlines
from participants import permissions
from participants.actions.shape import require_reason, require_shape
from participants.choices import ApplicationState
from participants.models import Application
from participants.rules import intake
from participants.rules.application_moves import MOVES
from participants.rules.assigning import may_be_assigned
from portal.audit import trail
from portal.calendars.choices import Outcome
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.outbox import posting

DECIDED: Final = "This application was decided already."
STILL_OPEN: Final = "This application is open already."
BECAME: Final = "This application became a participant; that is not undone here."
ANSWERED: Final = "It is recorded already that the company was answered."
HOW: Final = "Say in a few words how the company was answered."
ONLY_ONESELF: Final = "You may take an application on yourself; a supervisor assigns others."


@transaction.atomic
def assign_application(*, application: Application, person: User, by: User, now: datetime) -> Application:
    """Name who looks after the company from now on; that person hears of it."""
    application = Application.objects.lock(application.pk)
    permissions.can_take_application(by, application).enforce()
    if person.pk != by.pk and not by.can("participants.assign"):
        raise NotPermitted(ONLY_ONESELF)
    _require_open(application)
    if not may_be_assigned(person.role, person.is_active):
        raise Refused("Only active account managers and supervisors can be assigned.")
    if person.pk == application.account_manager_id:
        raise Refused(f"{person.name} looks after this application already.")
    before = application.account_manager.name if application.account_manager else ""
    application.apply(account_manager_id=person.pk)
    application.account_manager = person
    changes = {"account manager": [before, person.name]}
    trail.record("participants.application.assigned", of=application, by=by, at=now, changes=changes)
    if person.pk != by.pk:
        key = f"participants.application.assigned:{application.ref}:{now.isoformat()}"
        posting.post("participants.application.assigned", to=[person], about=application, dedupe=key, now=now)
    return application


@transaction.atomic
def answer_application(*, application: Application, by: User, now: datetime, answer: str) -> Application:
    """Record that the company was answered, and how; the deadline is met or missed by that."""
    application = Application.objects.lock(application.pk)
    permissions.can_work_on_application(by, application).enforce()
    _require_open(application)
    if application.answered_at is not None:
        raise Refused(ANSWERED)
    answer = answer.strip()
    if not answer:
        raise Refused(HOW)
    require_shape(Application(answer=answer), "answer")
    application.apply(answered_at=now, answered_by_id=by.pk, answer=answer)
    deadlines.stop(application, by=by, now=now)
    trail.record("participants.application.answered", of=application, by=by, at=now)
    return application


@transaction.atomic
def decline_application(*, application: Application, by: User, now: datetime, reason: str) -> Application:
    """The operator does not take the company on, for a reason that only the staff reads."""
    return _end(application, ApplicationState.DECLINED, by=by, now=now, reason=require_reason(reason))


@transaction.atomic
def withdraw_application(*, application: Application, by: User, now: datetime, reason: str) -> Application:
    """The company gave up its application."""
    return _end(application, ApplicationState.WITHDRAWN, by=by, now=now, reason=require_reason(reason))


@transaction.atomic
def mark_as_spam(*, application: Application, by: User, now: datetime) -> Application:
    """Nobody wants an answer: the deadline is neither met nor missed."""
    return _end(application, ApplicationState.SPAM, by=by, now=now, outcome=Outcome.CANCELED)


@transaction.atomic
def reopen_application(*, application: Application, by: User, now: datetime, reason: str) -> Application:
    """It was ended by mistake, or the company came back: to be decided again, with a deadline of its own."""
    reason = require_reason(reason)
    application = Application.objects.lock(application.pk)
    permissions.can_work_on_application(by, application).enforce()
    if application.state == ApplicationState.ACCEPTED:
        raise Refused(BECAME)
    if application.is_open:
        raise Refused(STILL_OPEN)
    MOVES.require(application.state, ApplicationState.RECEIVED)
    again = {"decided_at": None, "decided_by_id": None, "reason": ""}
    again |= {"answered_at": None, "answered_by_id": None, "answer": ""}
    changes = {"state": application.apply(state=ApplicationState.RECEIVED, **again)["state"]}
    deadlines.restart(application, by=by, now=now, reason=reason)
    trail.record("participants.application.reopened", of=application, by=by, at=now, changes=changes, reason=reason)
    return application


@transaction.atomic
def forget_networks(*, now: datetime) -> int:
    """From where an application came is forgotten once it serves no purpose; returns of how many."""
    old = Application.objects.with_network().filter(received_at__lte=now - intake.KEEP_NETWORK)
    return old.order_by().update(client_network="")


def begin_decision(application: Application, state: str, by: User) -> Application:
    """The first three steps of each decision: lock, permit, require."""
    application = Application.objects.lock(application.pk)
    permissions.can_work_on_application(by, application).enforce()
    _require_open(application)
    MOVES.require(application.state, state)
    return application


def _end(
    application: Application,
    state: str,
    *,
    by: User,
    now: datetime,
    reason: str = "",
    outcome: Outcome | None = None,
) -> Application:
    require_shape(Application(reason=reason), "reason")
    application = begin_decision(application, state, by)
    changes = {"state": application.apply(state=state, decided_at=now, decided_by_id=by.pk, reason=reason)["state"]}
    deadlines.stop(application, by=by, now=now, outcome=outcome)
    trail.record(f"participants.application.{state}", of=application, by=by, at=now, changes=changes, reason=reason)
    return application


def _require_open(application: Application) -> None:
    if not application.is_open:
        raise Refused(DECIDED)
