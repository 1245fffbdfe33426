"""Who is whose parent: no circles on any day, and the parent that a participant's facts name.

`Participant.parent` is the parent that holds today, read from its affiliations; whoever writes one calls `keep_parent`.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from django.db.models import F, OuterRef, Subquery

from accounts.models import User
from participants.choices import Certainty, TieKind, TieSource
from participants.models import Affiliation, Participant
from participants.rules.families import ONE_TOO_MANY, Tie, circle
from participants.rules.people import ONE_DAY
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

RESTRICTED: Final = "a restricted participant"


def require_no_circle(new: Tie, *, by: User, without: int | None = None) -> None:
    """Refuse a tie between two participants that would put one above itself, showing the path to those who may see it.

    Call while holding the families' lock. `without` is the row that is being written anew.
    """
    path = circle(_ties_above(new, without), new)
    if not path:
        return
    seen = dict(Participant.objects.visible_to(by).filter(pk__in=set(path)).values_list("pk", "name"))
    names = [seen.get(one, RESTRICTED) for one in path]
    raise Refused(ONE_TOO_MANY.format(name=names[0], path=" → ".join(names)))


def _ties_above(new: Tie, without: int | None) -> list[Tie]:
    """What stands above the new parent at some time of the new tie; a statement for each step up."""
    found: list[Tie] = []
    ring, seen = {new.parent}, {new.parent}
    while ring:
        rows = Affiliation.objects.filter(kind=TieKind.PARENT, participant__in=ring, other__isnull=False)
        rows = rows.not_over(new.starts_on).exclude(pk=without)
        if new.ends_on is not None:
            rows = rows.filter(starts_on__lte=new.ends_on)
        ties = [Tie(*row) for row in rows.values_list("participant_id", "other_id", "starts_on", "ends_on")]
        found += ties
        ring = {tie.parent for tie in ties} - seen
        seen |= ring
    return found


def keep_parent(participants: Collection[int], now: datetime) -> None:
    """Let the facts of these name the parent that holds today: of several the one with the greatest share."""
    _written(Participant.objects.filter(pk__in=participants, joined_into=None), market_day(now))


def keep_parents(*, now: datetime) -> int:
    """Sweep: changes of ownership take effect on their day, without anybody writing; returns how many differed."""
    known = Affiliation.objects.filter(kind=TieKind.PARENT, other__isnull=False)
    rows = Participant.objects.filter(pk__in=known.values("participant"), joined_into=None)
    return _written(rows, market_day(now))


def _written(rows, today: date) -> int:
    held = Affiliation.objects.filter(kind=TieKind.PARENT, other__isnull=False, participant=OuterRef("pk")).on(today)
    held = held.order_by(F("share").desc(nulls_last=True), "starts_on", "id").values("other")[:1]
    differing = []
    for row in rows.annotate(held=Subquery(held)).order_by("pk").select_for_update(of=("self",)):
        if row.parent_id != row.held:
            row.apply(parent_id=row.held)
            differing.append(row)
    return len(differing)


def follow_parent(participant: Participant, before: int | None, *, by: User, now: datetime) -> None:
    """The company's facts name another parent since today: the affiliations say so, too.

    The participant is locked; it is permitted and closes no circle.
    """
    today = market_day(now)
    former = Affiliation.objects.filter(participant=participant, kind=TieKind.PARENT, other=before).on(today)
    for row in former.select_for_update(of=("self",)) if before is not None else ():
        if row.starts_on >= today:
            trail.record("participants.affiliation.ended", of=row, by=by, at=now)
            row.delete()
        else:
            changes = row.apply(ends_on=today - ONE_DAY)
            trail.record("participants.affiliation.ended", of=row, by=by, at=now, changes=changes)
    if participant.parent is None:
        return
    rows = Affiliation.objects.filter(participant=participant, kind=TieKind.PARENT, other=participant.parent)
    if rows.not_over(today).exists():
        return
    row = Affiliation(
        participant=participant,
        other=participant.parent,
        participant_name=participant.name,
        other_name=participant.parent.name,
        kind=TieKind.PARENT,
        starts_on=today,
        source=TieSource.PUBLIC,
        certainty=Certainty.LIKELY,
    )
    row.save(force_insert=True)
    changes = {"kind": ["", row.get_kind_display()], "from": ["", str(today)]}
    trail.record("participants.affiliation.added", of=row, by=by, at=now, changes=changes)
