"""What ends an obligation without its being met: an excuse with its reason, or the end of what it was owed for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from participants import permissions
from participants.actions.obligations import rows
from participants.actions.shape import require_reason, require_shape
from participants.choices import ObligationState, Verdict
from participants.models import Obligation, ObligationNote, Registration
from participants.obligation_audiences import FILERS
from participants.rules.obligation_moves import MOVES
from participants.rules.registration_moves import CREDIT_ROLES
from portal.calendars.choices import Outcome
from portal.lifecycle.refusals import Refused

ENDED: Final = "This is settled already."
NOT_ONWARD: Final = "Later periods are asked for already."


@transaction.atomic
def excuse_obligation(
    *, obligation: Obligation, by: User, now: datetime, reason: str, onward: bool = False
) -> Obligation:
    """Not needed this time, for a reason the participant reads; `onward`: nor in later periods, until lifted."""
    reason = require_reason(reason)
    obligation = rows.locked(obligation)
    permissions.can_excuse(by, obligation).enforce()
    if obligation.state == ObligationState.SUBMITTED:
        raise Refused("Something was handed in: accept or return it.")
    _require_unsettled(obligation, ObligationState.EXCUSED)
    require_shape(Obligation(reason=reason), "reason")
    changes = obligation.apply(state=ObligationState.EXCUSED, settled_at=now, reason=reason, onward=onward)
    rows.drop_extension(obligation, by=by, now=now, reason="It was excused.")
    rows.stop(obligation, by=by, now=now, reason="Excused", outcome=Outcome.CANCELED)
    rows.record("excused", obligation, by=by, now=now, changes=changes, reason=reason)
    rows.tell("excused", obligation, by=by, now=now, audience=FILERS)
    return obligation


@transaction.atomic
def ask_again(*, obligation: Obligation, by: User, now: datetime, reason: str) -> Obligation:
    """Later periods are generated again; the excused one stays excused."""
    reason = require_reason(reason)
    obligation = rows.locked(obligation)
    permissions.can_excuse(by, obligation).enforce()
    if not obligation.onward:
        raise Refused(NOT_ONWARD)
    changes = obligation.apply(onward=False)
    rows.record("asked_again", obligation, by=by, now=now, changes=changes, reason=reason)
    return obligation


@transaction.atomic
def cancel_obligation(*, obligation: Obligation, by: User, now: datetime, reason: str) -> Obligation:
    """It was never owed, or is not any more. Its deadline is neither met nor missed."""
    reason = require_reason(reason)
    obligation = rows.locked(obligation)
    permissions.can_cancel(by, obligation).enforce()
    _cancel(obligation, by=by, now=now, reason=reason)
    return obligation


@transaction.atomic
def cancel_obligations_of(*, registration: Registration, by: Any, now: datetime, reason: str) -> int:
    """What a registration that has just ended still owed; call while holding the participant's lock.

    With the last registration that brings credit goes what the Counter-Party owed, with the very last one what the
    participant itself owed. The caller has asked for permission. Returns how many were canceled.
    """
    standing = Registration.objects.filter(participant=registration.participant_id).standing()
    standing = standing.exclude(pk=registration.pk)
    gone = Q(registration=registration) | Q(resource__registration=registration)
    if not standing.filter(Q(role__code__in=CREDIT_ROLES) | Q(role__parent__code__in=CREDIT_ROLES)).exists():
        gone |= Q(counter_party__isnull=False)
    if not standing.exists():
        gone |= Q(pk__isnull=False)
    unsettled = Obligation.objects.filter(participant=registration.participant_id).unsettled()
    return _cancel_all(unsettled.filter(gone).select_related("type"), by=by, now=now, reason=reason)


@transaction.atomic
def note_on_obligation(*, obligation: Obligation, by: User, now: datetime, text: str) -> ObligationNote:
    """Something the staff should know; participants never read it."""
    text = text.strip()
    if not text:
        raise Refused("Write what is to be noted.")
    obligation = rows.locked(obligation)
    permissions.can_excuse(by, obligation).enforce()
    note = ObligationNote(obligation=obligation, text=text, written_by=by, written_at=now)
    require_shape(note, "text")
    note.save(force_insert=True)
    rows.record("noted", obligation, by=by, now=now, changes={"note": ["", "written"]})
    return note


def _cancel_all(obligations: Iterable[Obligation], *, by: Any, now: datetime, reason: str) -> int:
    found = list(obligations)
    for obligation in found:
        _cancel(rows.locked(obligation), by=by, now=now, reason=reason)
    return len(found)


def _cancel(obligation: Obligation, *, by: Any, now: datetime, reason: str) -> None:
    waiting = obligation.state == ObligationState.SUBMITTED
    _require_unsettled(obligation, ObligationState.CANCELED)
    require_shape(Obligation(reason=reason), "reason")
    changes = obligation.apply(state=ObligationState.CANCELED, settled_at=now, reason=reason)
    if waiting:
        rows.end_round(obligation, Verdict.TAKEN_BACK, by=by, now=now)
    rows.drop_extension(obligation, by=by, now=now, reason="It was canceled.")
    rows.stop(obligation, by=by, now=now, reason="Canceled", outcome=Outcome.CANCELED)
    rows.record("canceled", obligation, by=by, now=now, changes=changes, reason=reason)


def _require_unsettled(obligation: Obligation, state: str) -> None:
    if obligation.is_settled:
        raise Refused(ENDED)
    MOVES.require(obligation.state, state)
