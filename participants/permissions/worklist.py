"""Who keeps a list of the day."""

from typing import Any

from participants.models import Snooze
from participants.permissions.answers import holds
from portal.lifecycle.refusals import Answer, Denied

NOT_YOURS = Denied("Everybody snoozes lines of the own list alone.")


def can_keep_worklist(user: Any) -> Answer:
    return holds(user, "participants.view", "Only the operator's staff keep a list of the day.")


def can_wake(user: Any, snooze: Snooze) -> Answer:
    return can_keep_worklist(user) if snooze.person_id == user.pk else NOT_YOURS
