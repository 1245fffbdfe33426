"""The kinds of messages about deadlines whose app has no words of its own. A subject is the kind and a reference."""

from typing import Final

from portal.outbox import kinds
from portal.outbox.choices import Severity

FOLDER: Final = "outbox/calendars"
KINDS: Final = (
    ("ahead", "Deadline ahead", Severity.NORMAL),
    ("reached", "Deadline reached", Severity.NORMAL),
    ("late", "Deadline missed", Severity.HIGH),
    ("escalated", "Missed deadline escalated", Severity.HIGH),
)


def register() -> None:
    """Called when the app is ready."""
    for verb, label, severity in KINDS:
        kinds.register(
            f"calendars.deadline.{verb}",
            label=label,
            severity=severity,
            audience="staff",
            template=f"{FOLDER}/deadline_{verb}",
        )
