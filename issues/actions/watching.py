"""Who follows an issue."""

from datetime import datetime

from accounts.models import User
from issues.models import Issue, Watcher
from participants.models import Contact


def watch(
    issue: Issue,
    *,
    side: str,
    reason: str,
    by: User | None,
    now: datetime,
    user: User | None = None,
    contact: Contact | None = None,
) -> Watcher:
    """That somebody follows from now on; who does already is left alone. Call it while holding the issue's lock."""
    watcher, _made = Watcher.objects.get_or_create(
        issue=issue,
        user=user,
        contact=contact,
        left_at=None,
        defaults={
            "participant_id": issue.participant_id,
            "side": side,
            "reason": reason,
            "since": now,
            "added_by": by,
        },
    )
    return watcher
