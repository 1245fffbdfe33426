"""What every move of a registration shares, and the only place that sets a status after the beginning.

Each move is an action of its own, with its own guard: `registration_reviews`, `qualifying`, `registration_ends`.
"""

from datetime import datetime
from typing import Any

from accounts.models import User
from participants import permissions, recipients
from participants.actions.locks import lock_participant
from participants.actions.shape import require_shape
from participants.models import Registration
from participants.rules import registration_moves as rules
from portal.audit import trail
from portal.outbox import posting
from portal.scoping.today import market_day


def begin(name: str, registration: Registration, by: User) -> Registration:
    """The first three steps of each move: lock, permit, require. The row comes with its participant and role."""
    participant = lock_participant(registration.participant_id)
    permissions.can_move(by, participant, name).enforce()
    registration = locked(registration)
    registration.participant = participant
    rules.require(name, registration.status)
    return registration


def locked(registration: Registration) -> Registration:
    """The row with its role, locked until the transaction ends; call while holding the participant's lock."""
    rows = Registration.objects.select_related("role").select_for_update(of=("self",))
    return rows.get(pk=registration.pk)


def finish(
    name: str,
    registration: Registration,
    *,
    verb: str,
    by: User,
    now: datetime,
    reason: str = "",
    section: str = "",
    **fields: Any,
) -> Registration:
    """The last three steps: change, record, post. Call after `begin` and the move's own guard."""
    move = rules.BY_NAME[name]
    given = {"status_reason": reason, "status_section": section}
    require_shape(Registration(**given), *given)
    changes = registration.apply(status=move.after, status_on=market_day(now), **given, **fields)
    told = {field: pair for field, pair in changes.items() if field not in ("status_on", "status_reason")}
    trail.record(f"participants.registration.{verb}", of=registration, by=by, at=now, changes=told, reason=reason)
    posting.post(
        f"participants.registration.{verb}",
        to=recipients.of_registration(registration, but=by, now=now),
        about=registration,
        dedupe=f"participants.registration.{verb}:{registration.ref}:{now.isoformat()}",
        now=now,
        facts={"told": move.told, "status": move.after},
        participant_id=registration.participant_id,
    )
    return registration
