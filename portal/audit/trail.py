"""The one writer of the audit trail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from portal.audit import source, verbs
from portal.audit.models import AuditEvent
from portal.scoping import wall

SYSTEM = "The portal itself"
BATCH = 5000


def record(
    verb: str,
    *,
    by: Any,
    at: datetime,
    of: Any = None,
    participant_id: int | None = None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Write that `by` did `verb` to `of` at the instant `at`; call it in the action's own transaction.

    `participant_id` says whose data it concerns and defaults to the row's own. `by` is None for the
    portal itself. `changes` maps a field to [old, new]. Raises KeyError for an unregistered verb.
    """
    event = build(verb, by=by, at=at, of=of, participant_id=participant_id, changes=changes, reason=reason)
    event.save(force_insert=True)
    return event


def record_many(events: Iterable[AuditEvent]) -> None:
    """Write events made by `build`, five thousand a statement."""
    AuditEvent.objects.bulk_create(events, batch_size=BATCH)


def build(
    verb: str,
    *,
    by: Any,
    at: datetime,
    of: Any = None,
    participant_id: int | None = None,
    changes: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """An unsaved event; see `record`."""
    verbs.get(verb)
    acting_for = wall.current()
    return AuditEvent(
        verb=verb,
        object_type=of._meta.label_lower if of is not None else "",
        object_ref=getattr(of, "ref", ""),
        object_label=str(of)[:200] if of is not None else "",
        participant_id=participant_id if participant_id is not None else getattr(of, "participant_id", None),
        acting_for_id=acting_for.participant_id if acting_for else None,
        by=by,
        by_label=str(by) if by is not None else SYSTEM,
        at=at,
        address=source.address.get(),
        changes=changes or {},
        reason=reason,
    )
