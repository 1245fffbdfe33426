"""Breaking the glass: a restricted participant opens to one person for some hours, and supervisors see why."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.locks import lock_participant
from participants.actions.shape import require_reason
from participants.models import GlassBreak, Participant
from portal.audit import trail

LEAST_REASON = 10


@transaction.atomic
def break_glass(*, participant: Participant, by: User, now: datetime, reason: str) -> GlassBreak:
    """Open a restricted participant to `by`; it closes by itself after the hours of the setting."""
    participant = lock_participant(participant.pk)
    permissions.can_break_glass(by, participant).enforce()
    reason = require_reason(reason, at_least=LEAST_REASON)
    glass_break = GlassBreak(
        participant=participant,
        person=by,
        reason=reason,
        opened_at=now,
        expires_at=now + timedelta(hours=settings.BREAK_GLASS_HOURS),
    )
    glass_break.save(force_insert=True)
    changes = {"open until": ["", glass_break.expires_at.isoformat()]}
    trail.record("participants.glass.broken", of=glass_break, by=by, at=now, changes=changes, reason=reason)
    return glass_break
