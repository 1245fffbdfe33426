"""Follow-ups of somebody who leaves go to the successor; a fixed number of statements for any number."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from participants.models import FollowUp, Participant
from portal.audit import trail
from portal.outbox import posting
from portal.outbox.posting import Draft


def pass_on(
    *, person: User, successor: User, participants: Iterable[int], whole: bool, by: User | None, now: datetime
) -> list[FollowUp]:
    """Call it within handing over, under the locks of `participants` (ids).

    The successor becomes responsible for the person's open follow-ups there; with `whole` also for those on
    companies the person was not assigned to, as far as the successor may see them. One message tells how many.
    """
    wanted = Q(participant__in=list(participants))
    if whole:
        wanted |= Q(participant__in=Participant.objects.visible_to(successor))
    mine = FollowUp.objects.still_open().filter(wanted, responsible=person)
    rows = list(mine.order_by("pk").select_for_update(of=("self",)))
    if not rows:
        return []
    FollowUp.objects.filter(pk__in=[row.pk for row in rows]).update(responsible=successor)
    changes = {"responsible": [person.name, successor.name]}
    trail.record_many(
        trail.build("participants.followup.handed_over", of=row, by=by, at=now, changes=changes) for row in rows
    )
    if by is None or successor.pk != by.pk:
        kind = "participants.followup.handed_over"
        draft = Draft(kind, to=successor, dedupe=f"{kind}:{person.ref}:{now.isoformat()}", facts={"count": len(rows)})
        posting.post_many([draft], now=now)
    return rows
