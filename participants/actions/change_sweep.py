"""Bringing approved changes into effect at their instant; two workers at once change nothing twice."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from participants import change_news as news
from participants.actions.change_effects import take_effect
from participants.actions.locks import lock_participant
from participants.choices import ChangeState
from participants.models import Change
from portal.audit import trail
from portal.lifecycle.refusals import Refused

logger = logging.getLogger(__name__)

AGAIN: Final = timedelta(hours=1)
AT_ONCE: Final = 200
FAULT: Final = "The portal met a fault of its own; it tries again."


def bring_into_effect(*, now: datetime) -> int:
    """Each due change in a transaction of its own; returns how many took effect."""
    due = Change.objects.due(now).order_by("due_at", "pk").values_list("pk", "participant_id")
    return sum(_one(pk, participant_id, now) for pk, participant_id in list(due[:AT_ONCE]))


@transaction.atomic
def _one(pk: int, participant_id: int, now: datetime) -> bool:
    """Claim, look again, act. What stands in the way is told once, and tried again an hour later."""
    # The participant first, as in every action; whoever comes second finds the change no longer due.
    lock_participant(participant_id)
    rows = Change.objects.due(now).select_for_update(skip_locked=True, of=("self",))
    change = rows.select_related("participant", "procedure").filter(pk=pk).first()
    if change is None:
        return False
    try:
        with transaction.atomic():
            take_effect(change, now=now)
    except Refused as refusal:
        _hindered(Change.objects.lock(pk), refusal.reason, now)
        return False
    except Exception:
        logger.exception("The change %s could not take effect.", change.ref)
        _hindered(Change.objects.lock(pk), FAULT, now)
        return False
    return change.state == ChangeState.IN_EFFECT


def _hindered(change: Change, reason: str, now: datetime) -> None:
    reason = reason[:500]
    if change.trouble != reason:
        trail.record("participants.change.hindered", of=change, by=None, at=now, reason=reason)
        news.tell_desk("hindered", change, by=None, now=now)
    change.apply(trouble=reason, due_at=now + AGAIN)
