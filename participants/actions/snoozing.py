"""Letting a line of one's worklist rest until a day, and taking it back before."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from participants import permissions
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.models import Snooze
from participants.rules.snoozing import require_day
from participants.worklist_reading import Line
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

NO_REASON = "Say why it can rest."
AWAKE = "It is back in the list already."


@transaction.atomic
def snooze_line(*, line: Line, by: User, now: datetime, until_on: date, reason: str) -> Snooze:
    """Hide a line of the person's own worklist until a day; again, with another day or reason, where it rests already.

    It comes back by itself on the day, and before that as soon as something is missed.
    """
    User.objects.lock(by.pk)
    permissions.can_keep_worklist(by).enforce()
    require_day(until_on, market_day(now))
    told = {"until_on": until_on, "reason": tidy(reason), "at": now}
    if not told["reason"]:
        raise Refused(NO_REASON)
    require_shape(Snooze(**told), "reason")
    of = {"kind": line.kind, "participant_id": line.participant, "title": line.title[:300]}
    snooze = Snooze.objects.filter(person=by, subject_ref=line.ref).first()
    before = str(snooze.until_on) if snooze else ""
    if snooze is None:
        snooze = Snooze(person=by, subject_ref=line.ref, **of, **told)
        snooze.save(force_insert=True)
    else:
        snooze.apply(**of, **told)
    changes = {"line": ["", line.ref], "until": [before, str(until_on)]}
    trail.record("participants.snooze.set", of=snooze, by=by, at=now, changes=changes, reason=told["reason"])
    return snooze


@transaction.atomic
def wake_line(*, snooze: Snooze, by: User, now: datetime) -> None:
    """Take a line back before its day."""
    found = Snooze.objects.select_for_update().filter(pk=snooze.pk).first()
    if found is None:
        raise Refused(AWAKE)
    permissions.can_wake(by, found).enforce()
    changes = {"line": ["", found.subject_ref], "until": [str(found.until_on), ""]}
    trail.record("participants.snooze.ended", of=found, by=by, at=now, changes=changes)
    found.delete()
