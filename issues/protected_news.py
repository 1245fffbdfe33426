"""What the owner of protected entries hears, and the words of the audit trail."""

from datetime import datetime
from typing import Final

from issues.models import Issue, ProtectedEntry
from participants.protection_news import administrators
from portal.audit import verbs
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity
from portal.outbox.posting import Draft

WEAKENED: Final = "issues.entry.weakened"

for _verb, _label, _icon in (
    ("classified", "Entry classified", "shield"),
    ("release_proposed", "Release of an entry proposed", "lock-open"),
    ("released", "Entry released", "lock-open"),
    ("kept", "Entry kept protected", "lock"),
):
    verbs.register(f"issues.entry.{_verb}", _label, icon=_icon)


def register() -> None:
    """Called when the app is ready."""
    kinds.register(
        WEAKENED,
        label="Something you wrote is protected less than before",
        severity=Severity.HIGH,
        audience="participant",
        template="outbox/issues/entry_weakened",
    )


def tell_weakened(entry: ProtectedEntry, issue: Issue, *, now: datetime) -> None:
    """The company's administrators hear it, without a word of the entry."""
    until = "released" if entry.released_at else entry.confidential_until or ""
    dedupe = f"{WEAKENED}:{entry.ref}:{entry.protection}:{until}"
    given = {"dedupe": dedupe, "participant_id": issue.participant_id}
    posting.post_many(
        [Draft(WEAKENED, one, issue, **given) for one in administrators(issue.participant_id, now)], now=now
    )
