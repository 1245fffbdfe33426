"""The end of a registration: withdrawn before it was qualified, terminated after; and what a list no longer names.

An ended registration is never reopened. Whoever comes back adds a new one that names it as its predecessor
(`registrations.add_registration`, `successor_of`). Other registrations of the company are not touched.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.checklist_ends import close_checklist
from participants.actions.locks import lock_participant
from participants.actions.obligations import cancel_obligations_of
from participants.actions.registration_moves import begin, finish, locked
from participants.actions.shape import require_reason
from participants.models import Registration
from participants.rules import registration_moves as rules
from portal.audit import trail
from portal.lifecycle.refusals import Refused


@transaction.atomic
def withdraw_registration(*, registration: Registration, by: User, now: datetime, reason: str) -> Registration:
    """The company no longer wants a registration that is not qualified yet."""
    reason = require_reason(reason)
    registration = begin(rules.WITHDRAW, registration, by)
    return _end(rules.WITHDRAW, registration, verb="withdrawn", by=by, now=now, reason=reason)


@transaction.atomic
def terminate_registration(
    *, registration: Registration, by: User, now: datetime, reason: str, section: str = ""
) -> Registration:
    """A registration that was qualified ends, for a reason and, where the rules name one, on a section."""
    reason = require_reason(reason)
    registration = begin(rules.TERMINATE, registration, by)
    section = " ".join(section.split())
    return _end(rules.TERMINATE, registration, verb="terminated", by=by, now=now, reason=reason, section=section)


def end_for_good(registration: Registration, *, by: User, now: datetime, reason: str) -> Registration:
    """What termination writes; call while holding the participant's lock, once it is permitted."""
    participant = registration.participant
    registration = locked(registration)
    registration.participant = participant
    rules.require(rules.TERMINATE, registration.status)
    return _end(rules.TERMINATE, registration, verb="terminated", by=by, now=now, reason=reason)


@transaction.atomic
def settle_missing_registration(
    *, registration: Registration, by: User, now: datetime, terminate: bool, reason: str
) -> Registration:
    """Decide about a registration the official list no longer names: terminate it, or keep it as it is.

    Here the operator has ended the registration already, so whoever looks after the participant may write that down.
    """
    reason = require_reason(reason)
    participant = lock_participant(registration.participant_id)
    permissions.can_edit(by, participant).enforce()
    registration = locked(registration)
    registration.participant = participant
    if registration.missing_since is None:
        raise Refused("The official list names this registration; there is nothing to settle.")
    if terminate:
        rules.require(rules.TERMINATE, registration.status)
        return _end(rules.TERMINATE, registration, verb="terminated", by=by, now=now, reason=reason)
    changes = registration.apply(missing_since=None)
    trail.record("participants.registration.kept", of=registration, by=by, at=now, changes=changes, reason=reason)
    return registration


def _end(name: str, registration: Registration, *, by: User, now: datetime, **given: str) -> Registration:
    """What is still open for the registration ends with it."""
    close_checklist(registration, by=by, now=now)
    cancel_obligations_of(registration=registration, by=by, now=now, reason=rules.BY_NAME[name].told)
    return finish(name, registration, by=by, now=now, **given)
