"""What participants' timelines tell to whom: news of two companies is for those who may read both."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.models import Acknowledgment, Affiliation, Agency, Joining, Participant, Representation
from portal.audit.models import AuditEvent
from portal.audit.timeline import Change, Told, told

# Rows that name two companies; their events stand in both timelines.
PARTIES: Final = {
    Acknowledgment: ("participant", "representative"),
    Affiliation: ("participant", "other"),
    Agency: ("participant", "agent"),
    Joining: ("kept", "absorbed"),
    Representation: ("participant", "representative"),
}
# What later apps keep from readers who may see the participant: a condition on events, or None for nothing.
Closed = Callable[[Any], Q | None]
_closed: list[Closed] = []
FAMILY: Final = "Parent"
SOMEONE: Final = "a restricted participant"


def keep(closed: Closed) -> None:
    """Events that `closed(user)` names are left out of that person's timelines; registered in `ready()`."""
    if closed not in _closed:
        _closed.append(closed)


def events_of(user: Any, participants: Any) -> QuerySet[AuditEvent]:
    """The events of `participants` (ids, already scoped) without those that would tell of a closed company."""
    rows = AuditEvent.objects.filter(participant_id__in=participants)
    for closed in _closed:
        if (condition := closed(user)) is not None:
            rows = rows.exclude(condition)
    if user.can("participants.see_restricted"):
        return rows
    for model, parties in PARTIES.items():
        closed = [Q(**{f"{party}__in": Participant.objects.ids_closed_to(user)}) for party in parties]
        named = model.objects.filter(closed[0] | closed[1], ref=OuterRef("object_ref"))
        rows = rows.filter(~Q(object_type=model._meta.label_lower) | ~Exists(named))
    return rows


def told_to(user: Any, events: Iterable[AuditEvent]) -> list[Told]:
    """Events in words; a parent company that is closed to the reader keeps its name."""
    tales = [told(event) for event in events]
    parents = {
        name for tale in tales for one in tale.changes if one.field == FAMILY for name in (one.before, one.after)
    }
    if not parents or user.can("participants.see_restricted"):
        return tales
    closed = Participant.objects.filter(pk__in=Participant.objects.ids_closed_to(user), name__in=parents)
    hidden = set(closed.values_list("name", flat=True))
    return [replace(tale, changes=[_veiled(one, hidden) for one in tale.changes]) for tale in tales]


def _veiled(change: Change, hidden: set[str]) -> Change:
    if change.field != FAMILY:
        return change
    before, after = (SOMEONE if name in hidden else name for name in (change.before, change.after))
    return replace(change, before=before, after=after)
