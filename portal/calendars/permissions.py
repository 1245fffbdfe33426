"""Who may change calendars. Working time itself is no secret: everybody signed in may read it."""

from typing import Any

from portal.lifecycle.refusals import Allowed, Answer, Denied

ONLY_SUPERVISORS = Denied("Only supervisors may change calendars.")


def can_edit(user: Any) -> Answer:
    return Allowed() if user.is_active and user.can("calendars.edit") else ONLY_SUPERVISORS
