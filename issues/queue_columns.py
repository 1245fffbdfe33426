"""Which columns the queue can show; each person's choice is kept with the account."""

from typing import Any, Final

from issues.queue import NOUN

COLUMNS: Final = {
    "participant": "Participant",
    "category": "Category",
    "severity": "Severity",
    "due": "Next target",
    "owner": "Owner",
    "spoken": "Last word",
    "opened": "Opened",
    "awaiting": "Waits for an answer",
    "area": "Area",
    "channel": "Channel",
    "day": "Operating day",
    "run": "Settlement run",
    "cause": "Cause",
}
USUAL: Final = ("participant", "category", "severity", "due", "owner", "spoken")


def chosen(user: Any) -> tuple[str, ...]:
    """In the order of the table; the usual ones for whoever never chose."""
    kept = user.list_columns.get(NOUN)
    wanted = USUAL if kept is None else kept
    return tuple(key for key in COLUMNS if key in wanted)
