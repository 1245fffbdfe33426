"""Locks shared by the actions: two callers that touch one participant's people wait for each other."""

from collections.abc import Iterable

from django.db import connection

from participants.models import Participant
from participants.permissions import NOT_FOUND
from portal.scoping import wall

# Any number, the same for all: changes of who is whose parent happen one at a time.
FAMILY_LOCK = 20_116


def lock_participant(participant_id: int) -> Participant:
    """The participant's row, locked until the transaction ends.

    The participants' database role may read but not lock that row, so inside the wall the operator's
    role takes the lock, and only on the participant acted for.
    """
    acting_for = wall.current()
    if acting_for is not None and acting_for.participant_id != participant_id:
        NOT_FOUND.enforce()
    with wall.as_operator("lock the participant"):
        return Participant.objects.lock(participant_id)


def lock_participants(ids: Iterable[int]) -> list[Participant]:
    """Several rows in the order of their ids, so that two callers never wait for each other in a circle."""
    rows = Participant.objects.filter(pk__in=list(ids)).order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def lock_families() -> None:
    """One change of a parent company at a time, so that two of them cannot close a circle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FAMILY_LOCK])
