"""Taking over a configuration file: every row by the action of its own page, all of the file or nothing of it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from accounts import permissions
from accounts.models import User
from portal.audit import trail
from portal.lifecycle import configuration
from portal.lifecycle.configuration import Comparison
from portal.lifecycle.refusals import Refused

VERB: Final = "accounts.configuration.taken_over"
WHY: Final = "Say why, in at most 300 characters; it stands in the history of every row that changes."
LONGEST_REASON: Final = 300


def look_ahead(*, source: str, by: User, now: datetime) -> Comparison:
    """What the file would change and what of it would be refused; nothing stays written."""
    permissions.can_edit_catalog(by).enforce()
    return configuration.look_ahead(source, by=by, now=now)


@transaction.atomic
def take_over(*, source: str, seen: str, reason: str, by: User, now: datetime) -> Comparison:
    """Bring every row of the file to what it says. `seen` is the fingerprint of the comparison that was looked at."""
    permissions.can_edit_catalog(by).enforce()
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON or "\x00" in reason:
        raise Refused(WHY)
    found = configuration.take_over(source, seen=seen, by=by, now=now, reason=reason)
    counts: dict[str, int] = {}
    for one in found.differences:
        counts[one.part.name] = counts.get(one.part.name, 0) + 1
    changes = {name: ["", f"{count} rows"] for name, count in counts.items()}
    trail.record(VERB, by=by, at=now, changes=changes, reason=reason)
    return found
