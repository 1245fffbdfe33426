"""What is said between the operator and participants, for the walks over all addresses."""

from datetime import datetime
from types import SimpleNamespace

from participants.actions.interactions import log_interaction


def furnish_contact(*companies: SimpleNamespace, now: datetime) -> None:
    """Written down by whoever looks after the company."""
    for rows in companies:
        given = {"participant": rows.participant, "by": rows.assignment.person, "now": now}
        rows.interaction = log_interaction(**given, summary=f"{rows.contact.name} rang", contacts=[rows.contact])
